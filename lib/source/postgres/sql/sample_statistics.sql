-- What the planner knows of the columns of the relation named by scribe.schema and scribe.table; of a table with
-- inheritance children first what it knows of the whole tree.
SELECT s.attname, s.null_frac, s.n_distinct, s.avg_width, s.most_common_vals::text::text[], s.most_common_freqs::text[],
       s.histogram_bounds::text::text[], s.correlation
FROM pg_stats s
WHERE s.schemaname = current_setting('scribe.schema') AND s.tablename = current_setting('scribe.table')
ORDER BY s.inherited DESC
