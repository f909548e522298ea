-- Rewrite rules other than the one that makes a view.
SELECT r.oid, r.ev_class, r.rulename::text, r.ev_type, r.is_instead, r.ev_enabled,
       pg_get_ruledef(r.oid) --@ scribe.locked: CASE WHEN r.oid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL ELSE pg_get_ruledef(r.oid) END
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
