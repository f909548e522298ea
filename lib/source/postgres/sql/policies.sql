-- Row level security policies; role 0 is everyone.
SELECT p.oid, p.polrelid, p.polname::text, p.polcmd, p.polpermissive, p.polroles,
       pg_get_expr(p.polqual, p.polrelid), --@ scribe.locked: CASE WHEN p.oid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL ELSE pg_get_expr(p.polqual, p.polrelid) END,
       pg_get_expr(p.polwithcheck, p.polrelid) --@ scribe.locked: CASE WHEN p.oid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL ELSE pg_get_expr(p.polwithcheck, p.polrelid) END
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
