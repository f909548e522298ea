-- The server reads pg_rewrite for a definition, and as this role.
SELECT c.oid,
       pg_get_viewdef(c.oid) --@ scribe.locked: CASE WHEN c.oid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL ELSE pg_get_viewdef(c.oid) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
