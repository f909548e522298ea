-- Extended statistics.
SELECT s.oid, s.stxrelid, s.stxnamespace, s.stxname::text, s.stxowner, tn.nspname::text, t.relname::text,
       ARRAY(SELECT a.attname::text FROM unnest(s.stxkeys::int2[]) WITH ORDINALITY AS k (n, i)
             JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.n ORDER BY k.i),
       s.stxkind::text[],
       pg_get_statisticsobjdef(s.oid), --@ scribe.locked: CASE WHEN s.stxrelid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL ELSE pg_get_statisticsobjdef(s.oid) END,
       NULL::int4 --@ pg_statistic_ext.stxstattarget: s.stxstattarget::int4
FROM pg_statistic_ext s
JOIN pg_class t ON t.oid = s.stxrelid
JOIN pg_namespace tn ON tn.oid = t.relnamespace
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
