-- What the planner and the statistics collector know of the tables $1 (schemas) and $2 (names).
SELECT n.nspname::text AS schema, c.relname::text AS name, c.reltuples::float8::text AS rows,
       pg_catalog.pg_relation_size(c.oid) AS bytes, coalesce(s.n_live_tup, 0) AS live_rows,
       coalesce(s.n_mod_since_analyze, 0) AS modified_rows,
       (extract(epoch FROM now() - greatest(s.last_analyze, s.last_autoanalyze)) / 86400)::float8::text AS days_old
FROM unnest($1::text[], $2::text[]) AS wanted (schema, name)
JOIN pg_namespace n ON n.nspname = wanted.schema
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name AND c.relkind IN ('r', 'p', 'm', 'f')
LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
