-- The types of the columns $1 (schemas), $2 (tables) and $3 (names), and what the planner knows of their values.
SELECT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column, format_type(a.atttypid, NULL) AS type,
       s.null_frac::text AS null_frac, s.n_distinct::text AS n_distinct, s.most_common_vals::text AS common_values,
       s.most_common_freqs::text AS common_shares, s.histogram_bounds::text AS bounds
FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted (schema, name, attribute)
JOIN pg_namespace n ON n.nspname = wanted.schema
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = wanted.attribute AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN LATERAL (SELECT * FROM pg_stats s WHERE s.schemaname = n.nspname AND s.tablename = c.relname
                   AND s.attname = a.attname ORDER BY s.inherited DESC LIMIT 1) s ON true
