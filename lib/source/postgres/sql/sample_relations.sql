-- What decides how the rows of a relation ($1 its schema, $2 its name) are sampled: first the relation itself, then, of a
-- partitioned table, the partitions that hold rows.
WITH root AS (
    SELECT c.oid, c.relkind
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'm', 'v', 'f')
),
leaf AS (
    SELECT p.relid::oid AS oid
    FROM root CROSS JOIN LATERAL pg_partition_tree(root.oid::regclass) p
    WHERE root.relkind = 'p' AND p.isleaf AND p.relid <> root.oid
),
member AS (
    SELECT oid, true AS is_root FROM root
    UNION ALL
    SELECT oid, false FROM leaf
)
SELECT m.is_root, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relispopulated AS filled,
       c.reltuples::int8 AS tuples, c.relpages AS pages, current_setting('block_size')::int AS block_size,
       CASE WHEN c.relkind IN ('r', 'm') THEN coalesce(pg_relation_size(c.oid), 0) ELSE 0 END AS bytes,
       CASE WHEN c.reltoastrelid <> 0 THEN coalesce(pg_relation_size(c.reltoastrelid), 0) ELSE 0 END AS toast_bytes,
       coalesce(pg_stat_get_live_tuples(c.oid), 0) AS live_rows,
       coalesce(a.amname, 'heap') = 'heap' AS heap, row_security_active(c.oid) AS row_security,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable
FROM member m
JOIN pg_class c ON c.oid = m.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am a ON a.oid = c.relam
ORDER BY m.is_root DESC, n.nspname, c.relname
