-- The stable surface for people: docs/catalog-views.md lists every column; columns are only ever added.
-- Members of a body that have their default value are left out of it: coalesce() gives them back.

CREATE VIEW v_sources AS
SELECT s.name AS source, s.product, s.version, s.database, s.url,
       (SELECT count(*) FROM object o WHERE o.source_id = s.id AND o.removed_scan IS NULL) AS objects,
       (SELECT count(*) FROM scan n WHERE n.source_id = s.id) AS scans,
       (SELECT max(n.finished_at) FROM scan n WHERE n.source_id = s.id) AS last_scan
FROM source s;

CREATE VIEW v_scans AS
SELECT s.name AS source, n.id AS scan, n.started_at, n.finished_at, n.author, n.version, n.filter, n.added, n.changed,
       n.removed, n.notes
FROM scan n JOIN source s ON s.id = n.source_id;

CREATE VIEW v_objects AS
SELECT s.name AS source, o.kind, o.schema_name AS "schema", o.table_name AS "table", o.name, o.position, o.comment,
       o.extension, o.body, o.first_scan, o.changed_scan, o.id
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.removed_scan IS NULL;

CREATE VIEW v_schemas AS
SELECT s.name AS source, o.name AS "schema", o.body ->> 'owner' AS owner, o.comment, o.extension,
       (SELECT count(*) FROM object t WHERE t.source_id = o.source_id AND t.kind = 'table' AND t.schema_name = o.name
               AND t.removed_scan IS NULL) AS tables,
       (SELECT count(*) FROM object t WHERE t.source_id = o.source_id AND t.kind = 'view' AND t.schema_name = o.name
               AND t.removed_scan IS NULL) AS views
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'schema' AND o.removed_scan IS NULL;

CREATE VIEW v_tables AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "table",
       CASE WHEN o.body ->> '$.partition_of.name' IS NOT NULL THEN 'partition'
            ELSE coalesce(o.body ->> 'table_kind', 'table') END AS kind,
       coalesce(o.body ->> 'persistence', 'permanent') AS persistence,
       o.body ->> 'owner' AS owner, o.comment, o.extension,
       (SELECT count(*) FROM object c WHERE c.source_id = o.source_id AND c.kind = 'column'
               AND c.schema_name = o.schema_name AND c.table_name = o.name AND c.removed_scan IS NULL) AS columns,
       t.row_count AS rows, coalesce(t.body ->> 'rows_exact', 0) AS rows_exact, t.total_bytes,
       t.body ->> 'heap_bytes' AS heap_bytes, t.body ->> 'index_bytes' AS index_bytes,
       t.body ->> 'toast_bytes' AS toast_bytes, t.body ->> 'last_vacuum' AS last_vacuum,
       t.body ->> 'last_analyze' AS last_analyze,
       o.body ->> '$.partition_of.schema' AS partition_of_schema, o.body ->> '$.partition_of.name' AS partition_of_table,
       o.body ->> 'partition_bound' AS partition_bound, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id LEFT JOIN statistic t ON t.object_id = o.id
WHERE o.kind = 'table' AND o.removed_scan IS NULL;

CREATE VIEW v_views AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "view",
       coalesce(o.body ->> 'materialized', 0) AS materialized, o.body ->> 'owner' AS owner, o.comment, o.extension,
       o.body ->> 'definition' AS definition, t.row_count AS rows, t.total_bytes, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id LEFT JOIN statistic t ON t.object_id = o.id
WHERE o.kind = 'view' AND o.removed_scan IS NULL;

CREATE VIEW v_columns AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "column", o.position,
       coalesce(o.body ->> 'type', '') AS type, coalesce(o.body ->> 'not_null', 0) AS not_null,
       o.body ->> 'default' AS default_value, o.body ->> 'identity' AS identity, o.body ->> 'generated' AS generated,
       o.body ->> 'expression' AS expression, o.body ->> 'collation' AS collation,
       o.body ->> '$.user_type.schema' AS user_type_schema, o.body ->> '$.user_type.name' AS user_type,
       o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'column' AND o.removed_scan IS NULL;

CREATE VIEW v_constraints AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "constraint",
       o.body ->> 'type' AS type, coalesce(o.body ->> 'columns', '[]') AS columns, o.body ->> 'definition' AS definition,
       coalesce(o.body ->> 'not_valid', 0) AS not_valid, coalesce(o.body ->> 'deferrable', 0) AS is_deferrable,
       o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'constraint' AND o.removed_scan IS NULL;

CREATE VIEW v_relationships AS
SELECT s.name AS source, o.name AS relationship, o.schema_name AS from_schema, o.table_name AS from_table,
       coalesce(o.body ->> 'columns', '[]') AS from_columns, o.body ->> '$.references.schema' AS to_schema,
       o.body ->> '$.references.name' AS to_table, coalesce(o.body ->> 'referenced_columns', '[]') AS to_columns,
       coalesce(o.body ->> 'on_update', 'no action') AS on_update,
       coalesce(o.body ->> 'on_delete', 'no action') AS on_delete, 'foreign key' AS origin, o.comment
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'constraint' AND o.body ->> 'type' = 'foreign key' AND o.removed_scan IS NULL;

CREATE VIEW v_indexes AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "index",
       o.body ->> 'method' AS method, coalesce(o.body ->> 'keys', '[]') AS keys, o.body ->> 'predicate' AS predicate,
       coalesce(o.body ->> 'unique', 0) AS is_unique, coalesce(o.body ->> 'primary', 0) AS is_primary,
       coalesce(o.body ->> 'invalid', 0) AS is_invalid, o.body ->> 'definition' AS definition, t.total_bytes,
       t.body ->> 'index_scans' AS scans, o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id LEFT JOIN statistic t ON t.object_id = o.id
WHERE o.kind = 'index' AND o.removed_scan IS NULL;

CREATE VIEW v_routines AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS routine, o.body ->> 'routine_name' AS routine_name,
       coalesce(o.body ->> 'routine_kind', 'function') AS kind, o.body ->> 'arguments' AS arguments,
       o.body ->> 'result' AS result, o.body ->> 'language' AS language, o.body ->> 'body' AS body,
       coalesce(o.body ->> 'security_definer', 0) AS security_definer, o.comment, o.extension, o.first_scan,
       o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'routine' AND o.removed_scan IS NULL;

CREATE VIEW v_types AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS type, o.body ->> 'type_kind' AS kind,
       coalesce(o.body ->> 'labels', '[]') AS labels, o.body ->> 'base_type' AS base_type, o.comment, o.extension,
       o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'type' AND o.removed_scan IS NULL;

CREATE VIEW v_triggers AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "trigger",
       o.body ->> 'timing' AS timing, coalesce(o.body ->> 'events', '[]') AS events,
       o.body ->> 'definition' AS definition, o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'trigger' AND o.removed_scan IS NULL;

-- A state that lasted from one scan to another; the newest state of an object that is there has no until_scan.
CREATE VIEW v_history AS
SELECT s.name AS source, o.kind, o.schema_name AS "schema", o.table_name AS "table", o.name, h.scan_id AS from_scan,
       h.until_scan, h.comment, h.body
FROM object_history h JOIN object o ON o.id = h.object_id JOIN source s ON s.id = o.source_id
UNION ALL
SELECT s.name, o.kind, o.schema_name, o.table_name, o.name, o.changed_scan, o.removed_scan, o.comment, o.body
FROM object o JOIN source s ON s.id = o.source_id;

-- What is documented of each schema and kind, the objects of extensions left out. A column that is NULL belongs to a stage
-- that this catalog has not seen yet.
CREATE VIEW v_coverage AS
SELECT s.name AS source, o.schema_name AS "schema", o.kind, count(*) AS objects,
       count(nullif(o.comment, '')) AS commented, count(nullif(o.comment, '')) AS described, NULL AS approved,
       NULL AS profiled
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.removed_scan IS NULL AND o.extension = '' AND o.kind IN ('table', 'view', 'column', 'routine', 'type')
GROUP BY s.name, o.schema_name, o.kind;
