-- Schemas that this role has no USAGE on: the first fifty.
SELECT n.nspname::text AS name
FROM pg_namespace n
WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' AND NOT has_schema_privilege(n.oid, 'USAGE')
ORDER BY n.nspname::text COLLATE "C"
LIMIT 50
