SELECT r.prpubid, n.nspname::text, c.relname::text,
       NULL::text, --@ pg_publication_rel.prqual: pg_get_expr(r.prqual, r.prrelid),
       NULL::text[] --@ pg_publication_rel.prattrs: ARRAY(SELECT a.attname::text FROM unnest(r.prattrs::int2[]) WITH ORDINALITY AS k (n, i) JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.n ORDER BY k.i)
FROM pg_publication_rel r
JOIN pg_class c ON c.oid = r.prrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
ORDER BY r.prpubid, 2, 3
