-- Columns in the order of their tables. A default holds no column, so its expression can be written out without looking
-- up the table (relation 0), which is much cheaper; a generated column's expression cannot. Newer servers keep a number of
-- their own among the options, pg_attver, mostly alone.
SELECT a.attrelid, a.attnum, a.attname::text, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated,
       CASE WHEN d.adbin IS NULL THEN NULL
            WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, 0)
            --@ scribe.locked: WHEN a.attrelid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL
            ELSE pg_get_expr(d.adbin, d.adrelid) END,
       a.attcollation, a.attstorage, a.attislocal, a.attstattarget::int4, a.attacl::text[],
       CASE WHEN array_length(a.attoptions, 1) > 1 OR a.attoptions[1] NOT LIKE 'pg\_attver=%' THEN a.attoptions END, a.attfdwoptions,
       ''::"char" --@ pg_attribute.attcompression: a.attcompression
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
ORDER BY a.attrelid, a.attnum
