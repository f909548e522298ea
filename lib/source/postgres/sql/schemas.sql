-- The schemas of people; has_usage tells whether this role may look up objects in them by name.
SELECT n.oid, n.nspname::text, n.nspowner, n.nspacl::text[], has_schema_privilege(n.oid, 'USAGE')
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
