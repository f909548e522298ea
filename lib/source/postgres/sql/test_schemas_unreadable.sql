-- Schemas with tables that this role may not read: the first fifty.
SELECT n.nspname::text AS name
FROM pg_namespace n
WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
  AND EXISTS (SELECT FROM pg_class c
              WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT has_table_privilege(c.oid, 'SELECT'))
ORDER BY n.nspname::text COLLATE "C"
LIMIT 50
