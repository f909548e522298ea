-- What `scribe relate` found, and what people say of it. Declared keys are here too once relate ran, for their figures.
CREATE TABLE relationship (
    id           INTEGER PRIMARY KEY,      -- hash of the source's name and both ends
    source_id    INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    from_schema  TEXT NOT NULL,
    from_table   TEXT NOT NULL,
    from_columns TEXT NOT NULL,            -- JSON array
    to_schema    TEXT NOT NULL,
    to_table     TEXT NOT NULL,
    to_columns   TEXT NOT NULL,            -- JSON array, in the order of from_columns
    type_value   TEXT NOT NULL,            -- polymorphic: the value of the type column; else empty
    status       TEXT NOT NULL,            -- declared, observed, inferred, manual
    decision     TEXT NOT NULL,            -- open, accepted, rejected
    confidence   REAL NOT NULL,
    cardinality  TEXT NOT NULL,            -- N:1, 1:1, N:M
    body         TEXT NOT NULL,            -- JSON: all that is known
    UNIQUE (source_id, from_schema, from_table, from_columns, to_schema, to_table, to_columns, type_value)
) STRICT;
CREATE INDEX relationship_by_parent ON relationship (source_id, to_schema, to_table);

DROP VIEW v_relationships;
CREATE VIEW v_relationships AS
SELECT s.name AS source, o.name AS relationship, o.schema_name AS from_schema, o.table_name AS from_table,
       coalesce(o.body ->> 'columns', '[]') AS from_columns, o.body ->> '$.references.schema' AS to_schema,
       o.body ->> '$.references.name' AS to_table, coalesce(o.body ->> 'referenced_columns', '[]') AS to_columns,
       coalesce(o.body ->> 'on_update', 'no action') AS on_update,
       coalesce(o.body ->> 'on_delete', 'no action') AS on_delete, 'foreign key' AS origin, o.comment,
       'declared' AS status, 'accepted' AS decision, 1.0 AS confidence, r.cardinality,
       coalesce(r.body ->> 'optional', 0) AS is_optional, r.body ->> 'orphans' AS orphans
FROM object o JOIN source s ON s.id = o.source_id
     LEFT JOIN relationship r ON r.source_id = o.source_id AND r.status = 'declared' AND r.from_schema = o.schema_name
          AND r.from_table = o.table_name AND r.from_columns = o.body ->> 'columns'
          AND r.to_schema = o.body ->> '$.references.schema' AND r.to_table = o.body ->> '$.references.name'
          AND r.to_columns = o.body ->> 'referenced_columns'
WHERE o.kind = 'constraint' AND o.body ->> 'type' = 'foreign key' AND o.removed_scan IS NULL
UNION ALL
SELECT s.name, coalesce(r.body ->> 'name', ''), r.from_schema, r.from_table, r.from_columns, r.to_schema, r.to_table,
       r.to_columns, NULL, NULL, 'relate', NULL, r.status, r.decision, r.confidence, r.cardinality,
       coalesce(r.body ->> 'optional', 0), r.body ->> 'orphans'
FROM relationship r JOIN source s ON s.id = r.source_id
WHERE r.status <> 'declared';
