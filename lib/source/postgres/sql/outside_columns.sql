-- Names of tables outside of scribe.namespaces that foreign keys inside point to, and of their columns.
SELECT a.attrelid, a.attnum, a.attname::text, n.nspname::text, c.relname::text
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND n.oid <> ALL (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[])
  AND c.oid IN (SELECT k.confrelid FROM pg_constraint k
                WHERE k.contype = 'f'
                  AND k.connamespace = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
ORDER BY a.attrelid, a.attnum
