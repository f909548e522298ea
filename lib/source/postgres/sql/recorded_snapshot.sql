-- When the counters of pg_stat_statements are read, since when they count, and how often the server had to forget some.
SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS taken_at,
       to_char(pg_postmaster_start_time() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS started_at,
       NULL AS since, --@ pg_stat_statements_info.stats_reset: (SELECT to_char(i.stats_reset AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM pg_stat_statements_info i) AS since,
       NULL AS dealloc, --@ pg_stat_statements_info.dealloc: (SELECT i.dealloc FROM pg_stat_statements_info i) AS dealloc,
       (SELECT s.setting FROM pg_settings s WHERE s.name = 'pg_stat_statements.max') AS most,
       (SELECT s.setting FROM pg_settings s WHERE s.name = 'pg_stat_statements.track_planning') AS plans
