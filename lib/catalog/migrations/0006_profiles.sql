-- What rows told of tables and columns: a state a run, the newest counts; and what columns hold, seen as personal data.
CREATE TABLE profile (
    table_id    INTEGER NOT NULL,         -- id of the table or view
    profiled_at TEXT NOT NULL,            -- UTC, ISO 8601
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    job_id      TEXT NOT NULL,            -- the job may be gone
    method      TEXT NOT NULL,            -- full, ctid, bernoulli, rowid, modulo, first, statistics
    row_count   INTEGER NOT NULL,         -- of the table, exact or estimated
    sampled     INTEGER NOT NULL,         -- rows looked at
    notes       TEXT NOT NULL,            -- JSON array: what limits the figures
    body        TEXT NOT NULL,            -- JSON: all figures
    PRIMARY KEY (table_id, profiled_at)
) STRICT;
CREATE INDEX profile_by_source ON profile (source_id, table_id);

CREATE TABLE column_profile (
    table_id    INTEGER NOT NULL,
    column_id   INTEGER NOT NULL,
    profiled_at TEXT NOT NULL,            -- as the table's
    body        TEXT NOT NULL,            -- JSON: all figures
    PRIMARY KEY (table_id, column_id, profiled_at)
) STRICT;

-- What the newest run saw of a column besides its figures; never a value.
CREATE TABLE column_evidence (
    column_id   INTEGER PRIMARY KEY,
    table_id    INTEGER NOT NULL,
    sketch      BLOB NOT NULL,            -- smallest keyed hashes of its values
    evidence    TEXT NOT NULL             -- JSON: which tests its values answered
) STRICT;
CREATE INDEX column_evidence_by_table ON column_evidence (table_id);

-- The key of the hashes in sketches, made with the first of them: they can be compared within this catalog and nowhere else.
CREATE TABLE sketch_key (key INTEGER NOT NULL) STRICT;

CREATE TABLE label (
    column_id   INTEGER PRIMARY KEY,
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    judged      TEXT NOT NULL,            -- JSON: what the rules made of the column
    decision    TEXT NOT NULL,            -- set: a person said what it is; rejected: that it is not personal; else empty
    entity      TEXT NOT NULL,            -- what counts: the decision, else the rules'
    sensitivity TEXT NOT NULL,            -- none, personal, special category, financial, credential
    confidence  REAL NOT NULL,
    semantic_type TEXT NOT NULL
) STRICT;
CREATE INDEX label_by_source ON label (source_id, entity, column_id);

CREATE VIEW v_profiles AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "table", p.profiled_at, p.method, p.row_count AS rows,
       coalesce(p.body ->> 'rows_exact', 0) AS rows_exact, p.sampled, p.body ->> 'bytes' AS bytes,
       p.body ->> '$.duplicate_share.value' AS duplicate_share, p.body ->> '$.freshness.newest' AS newest,
       p.body ->> '$.freshness.column' AS newest_in, p.body ->> '$.quality.score' AS quality, p.notes, p.body,
       p.profiled_at = (SELECT max(n.profiled_at) FROM profile n WHERE n.table_id = p.table_id) AS is_latest
FROM profile p JOIN object o ON o.id = p.table_id JOIN source s ON s.id = p.source_id;

CREATE VIEW v_column_profiles AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "column", c.profiled_at,
       coalesce(c.body ->> '$.null_share.value', 0) AS null_share, c.body ->> '$.distinct.value' AS distinct_values,
       c.body ->> 'uniqueness' AS uniqueness, c.body ->> 'min' AS min, c.body ->> 'max' AS max,
       c.body ->> 'role' AS role, c.body ->> 'unit' AS unit, c.body ->> 'quality' AS quality, c.body,
       c.profiled_at = (SELECT max(n.profiled_at) FROM profile n WHERE n.table_id = c.table_id) AS is_latest
FROM column_profile c JOIN object o ON o.id = c.column_id JOIN source s ON s.id = o.source_id;

CREATE VIEW v_labels AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "column", l.entity, l.sensitivity,
       l.confidence, l.semantic_type, l.decision, coalesce(l.judged ->> 'entity', '') AS judged_entity,
       coalesce(l.judged ->> 'evidence', '[]') AS evidence
FROM label l JOIN object o ON o.id = l.column_id JOIN source s ON s.id = l.source_id
WHERE o.removed_scan IS NULL;

DROP VIEW v_coverage;
-- What is documented of each schema and kind, the objects of extensions left out. A column that is NULL belongs to a stage
-- that this catalog has not seen yet.
CREATE VIEW v_coverage AS
SELECT s.name AS source, o.schema_name AS "schema", o.kind, count(*) AS objects,
       count(nullif(o.comment, '')) AS commented, count(nullif(o.comment, '')) AS described, NULL AS approved,
       CASE WHEN o.kind IN ('table', 'view', 'column') AND EXISTS (SELECT 1 FROM profile)
            THEN count(CASE o.kind WHEN 'column' THEN e.column_id ELSE p.table_id END) END AS profiled
FROM object o JOIN source s ON s.id = o.source_id
     LEFT JOIN column_evidence e ON o.kind = 'column' AND e.column_id = o.id
     LEFT JOIN (SELECT DISTINCT table_id FROM profile) p ON o.kind <> 'column' AND p.table_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = '' AND o.kind IN ('table', 'view', 'column', 'routine', 'type')
GROUP BY s.name, o.schema_name, o.kind;
