-- Constraints of tables. Definitions that hold no expression are written by the client. NOT NULL of a partition is never its
-- own where its table has it, whatever way it came there. A foreign key to a partitioned table has a copy for each of that
-- table's partitions, on the same table as itself: the server makes and drops them along with it, so they are left out.
SELECT k.oid, k.conrelid, k.conname::text, k.contype, k.conkey, k.confrelid, k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype,
       k.condeferrable, k.condeferred, k.convalidated,
       CASE WHEN k.contype = 'n' AND k.coninhcount > 0
            THEN k.conislocal AND NOT (SELECT c.relispartition FROM pg_class c WHERE c.oid = k.conrelid)
            ELSE k.conislocal END, k.connoinherit, k.conindid,
       CASE WHEN k.contype NOT IN ('c', 'x') THEN NULL
            --@ scribe.locked: WHEN k.conrelid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL
            ELSE pg_get_constraintdef(k.oid) END,
       CASE WHEN k.contype = 'x' THEN ARRAY(SELECT p.oprname::text FROM unnest(k.conexclop) WITH ORDINALITY AS o (oid, i)
                                            JOIN pg_operator p ON p.oid = o.oid ORDER BY o.i) END,
       NULL::int2[], --@ pg_constraint.confdelsetcols: k.confdelsetcols,
       true, --@ pg_constraint.conenforced: k.conenforced,
       false --@ pg_constraint.conperiod: k.conperiod
FROM pg_constraint k
JOIN pg_namespace n ON n.oid = k.connamespace
WHERE k.conrelid <> 0 AND k.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
  AND (k.conparentid = 0 OR k.contype <> 'f'
       OR NOT EXISTS (SELECT 1 FROM pg_constraint whole WHERE whole.oid = k.conparentid AND whole.conrelid = k.conrelid))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
