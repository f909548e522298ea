-- Checks of domains; NOT NULL stands in the domain itself.
SELECT k.contypid, k.oid, k.conname::text, pg_get_constraintdef(k.oid), k.convalidated
FROM pg_constraint k WHERE k.contypid <> 0 AND k.contype = 'c' ORDER BY k.contypid, k.conname
