SELECT r.prpubid, r.prrelid, n.nspname::text, c.relname::text,
       NULL::text, --@ pg_publication_rel.prqual: CASE WHEN r.prrelid <> ALL (coalesce(nullif(current_setting('scribe.locked', true), ''), '{}')::oid[]) THEN pg_get_expr(r.prqual, r.prrelid) END,
       NULL::text[] --@ pg_publication_rel.prattrs: ARRAY(SELECT a.attname::text FROM unnest(r.prattrs::int2[]) WITH ORDINALITY AS k (n, i) JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.n ORDER BY k.i)
FROM pg_publication_rel r
JOIN pg_class c ON c.oid = r.prrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
ORDER BY r.prpubid, 3, 4
