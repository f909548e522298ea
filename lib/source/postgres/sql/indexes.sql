-- Indexes. Definitions that hold no expression, predicate or parameter of an operator class are written by the client. The
-- server's own operator classes of btree and hash take no parameters.
SELECT i.indexrelid, i.indrelid, c.relname::text, c.relkind, am.oid, am.amname::text, i.indnkeyatts::int4, i.indkey::int2[],
       i.indoption::int2[], i.indclass::oid[], i.indcollation::oid[], i.indisunique, i.indisprimary, i.indisexclusion,
       i.indisvalid AND i.indisready, i.indisclustered, i.indisreplident, c.reloptions, s.spcname::text, c.relpages,
       CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
                 OR ((am.amname NOT IN ('btree', 'hash') OR EXISTS (SELECT 1 FROM unnest(i.indclass) AS o WHERE o >= 16384))
                     AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attoptions IS NOT NULL))
            THEN pg_get_indexdef(i.indexrelid) END, --@ scribe.locked: THEN CASE WHEN i.indrelid = ANY (current_setting('scribe.locked')::oid[]) THEN '' ELSE pg_get_indexdef(i.indexrelid) END END,
       CASE --@ scribe.locked: CASE WHEN i.indrelid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL
            WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END,
       CASE --@ scribe.locked: CASE WHEN i.indrelid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL
            WHEN i.indexprs IS NOT NULL
            THEN ARRAY(SELECT pg_get_indexdef(i.indexrelid, k::int, false) FROM generate_series(1, i.indnatts) AS k) END,
       pg_stat_get_numscans(i.indexrelid), k.conname::text, hn.nspname::text, hc.relname::text,
       false --@ pg_index.indnullsnotdistinct: i.indnullsnotdistinct
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am am ON am.oid = c.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_class hc ON hc.oid = h.inhparent
LEFT JOIN pg_namespace hn ON hn.oid = hc.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
