-- What the planner knows of columns. Whose, is appended.
SELECT s.attname, s.null_frac, s.n_distinct, s.avg_width, s.most_common_vals::text::text[], s.most_common_freqs::text[],
       s.histogram_bounds::text::text[], s.correlation
FROM pg_stats s
