-- Tables of all kinds and views, with their figures. The bound of a partition has no column in it, so its expression
-- can be written out without looking up the table (relation 0), which is much cheaper.
SELECT c.oid, c.relnamespace, c.relname::text, c.relkind, c.relpersistence, c.relowner, c.relpages, c.reltuples,
       CASE WHEN toast.reloptions IS NULL THEN c.reloptions
            ELSE c.reloptions || ARRAY(SELECT 'toast.' || o FROM unnest(toast.reloptions) o) END, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relispopulated,
       pg_get_expr(c.relpartbound, 0),
       CASE WHEN c.relkind <> 'p' THEN NULL
            --@ scribe.locked: WHEN c.oid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL
            ELSE pg_get_partkeydef(c.oid) END,
       c.relacl::text[], s.spcname::text, CASE WHEN am.amname <> 'heap' THEN am.amname::text END, otn.nspname::text, ot.typname::text,
       toast.relpages, toast.reltuples, pg_stat_get_live_tuples(toast.oid),
       pg_stat_get_live_tuples(c.oid), pg_stat_get_dead_tuples(c.oid), pg_stat_get_numscans(c.oid),
       to_char(greatest(pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)) AT TIME ZONE 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid)) AT TIME ZONE 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_type ot ON ot.oid = c.reloftype
LEFT JOIN pg_namespace otn ON otn.oid = ot.typnamespace
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
