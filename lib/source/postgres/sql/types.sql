-- Enums, domains, composite types that are no table's row, ranges and base types. Multiranges come with their range, array
-- types with their element.
SELECT t.oid, t.typnamespace, t.typname::text, t.typtype, t.typowner, t.typacl::text[], t.typnotnull,
       coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault),
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) WHEN t.typtype = 'r' THEN format_type(r.rngsubtype, NULL) END,
       CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN t.typcollation
            WHEN r.rngcollation <> rb.typcollation THEN r.rngcollation END,
       CASE WHEN t.typtype = 'e' THEN ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) END,
       t.typrelid, CASE WHEN NOT o.opcdefault THEN o.opcname::text END,
       CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::regproc::text END,
       CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::regproc::text END,
       NULL::text --@ pg_range.rngmultitypid: CASE WHEN t.typtype = 'r' THEN (SELECT m.typname::text FROM pg_type m WHERE m.oid = r.rngmultitypid) END
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_class c ON c.oid = t.typrelid
LEFT JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_type rb ON rb.oid = r.rngsubtype
LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc
WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c') OR (t.typtype = 'b' AND t.typisdefined AND t.typelem = 0))
  AND t.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
