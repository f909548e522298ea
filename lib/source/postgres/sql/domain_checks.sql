-- Constraints of domains: checks, and NOT NULL, which is one with a name of its own since version 17.
SELECT k.contypid, k.oid, k.conname::text, k.contype, t.typname::text,
       CASE k.contype WHEN 'n' THEN 'NOT NULL' ELSE pg_get_constraintdef(k.oid) END, k.convalidated
FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid
WHERE k.contype IN ('c', 'n') ORDER BY k.contypid, k.conname
