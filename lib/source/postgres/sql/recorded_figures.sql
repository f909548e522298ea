-- The counters of pg_stat_statements, one row a statement, user and database. Texts longer than 64 kB come with their
-- beginning and a hash, unless it is a list of values that makes them so long: then every twelfth byte or more of those in
-- the middle is the $ of a parameter. (textsend: in bytes it is found without counting characters.) What scribe asked itself
-- is left out.
SELECT s.dbid, s.userid, coalesce(d.datname::text, s.dbid::text), coalesce(r.rolname::text, s.userid::text), s.queryid,
       true, --@ pg_stat_statements.toplevel: s.toplevel,
       s.calls, s.rows,
       s.total_time, --@ pg_stat_statements.total_exec_time: s.total_exec_time,
       s.mean_time, --@ pg_stat_statements.mean_exec_time: s.mean_exec_time,
       s.stddev_time, --@ pg_stat_statements.stddev_exec_time: s.stddev_exec_time,
       s.min_time, --@ pg_stat_statements.min_exec_time: s.min_exec_time,
       s.max_time, --@ pg_stat_statements.max_exec_time: s.max_exec_time,
       NULL::float8, --@ pg_stat_statements.total_plan_time: s.total_plan_time,
       s.shared_blks_hit, s.shared_blks_read, s.shared_blks_dirtied, s.shared_blks_written,
       s.local_blks_hit + s.local_blks_read + s.local_blks_written, s.temp_blks_read, s.temp_blks_written,
       s.blk_read_time, --@ pg_stat_statements.shared_blk_read_time: s.shared_blk_read_time,
       s.blk_write_time, --@ pg_stat_statements.shared_blk_write_time: s.shared_blk_write_time,
       NULL::int8, --@ pg_stat_statements.wal_bytes: s.wal_bytes::int8,
       NULL::float8, --@ pg_stat_statements.jit_generation_time: s.jit_generation_time + s.jit_inlining_time + s.jit_optimization_time + s.jit_emission_time,
       NULL::text, --@ pg_stat_statements.stats_since: to_char(s.stats_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
       coalesce(octet_length(s.query), 0)::int8,
       CASE WHEN t.cut THEN hashtextextended(s.query, 0) ELSE 0 END,
       CASE WHEN t.cut THEN left(s.query, 2000) ELSE s.query END
FROM pg_stat_statements s LEFT JOIN pg_database d ON d.oid = s.dbid LEFT JOIN pg_roles r ON r.oid = s.userid
     LEFT JOIN LATERAL (SELECT CASE WHEN octet_length(s.query) <= 65536 THEN false WHEN octet_length(s.query) > 4194304 THEN true
         ELSE cardinality(string_to_array(encode(substr(textsend(s.query), octet_length(s.query) / 2, 200), 'escape'), '$')) < 18 END AS cut) t ON true
WHERE coalesce(s.query, '') NOT LIKE '%/* scribe */%'
