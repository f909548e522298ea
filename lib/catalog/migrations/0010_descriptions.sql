-- What objects are, in words. Each text is a version; none is ever overwritten.
CREATE TABLE description (
    object_id  INTEGER NOT NULL,
    version    INTEGER NOT NULL,          -- 1, 2 ... of this object
    source_id  INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,             -- empty: the writer found nothing to say, and its reasons tell why
    origin     TEXT NOT NULL,             -- human, rules, model
    status     TEXT NOT NULL,             -- draft, approved, rejected
    confidence REAL NOT NULL,
    author     TEXT NOT NULL,
    created_at TEXT NOT NULL,             -- UTC, ISO 8601
    body       TEXT NOT NULL,             -- JSON: all that is known
    PRIMARY KEY (object_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX description_by_source ON description (source_id, object_id);

-- Of each object the version that counts: the newest approved one of a person, else another approved one, else the newest
-- draft.
CREATE VIEW v_current_descriptions AS
SELECT d.* FROM description d WHERE d.version = (
    SELECT x.version FROM description x WHERE x.object_id = d.object_id AND x.status <> 'rejected'
    ORDER BY x.status = 'approved' DESC, x.status = 'approved' AND x.origin = 'human' DESC, x.version DESC LIMIT 1);

-- The text that counts for each object: an approved version, else the comment of the database, else the newest draft.
CREATE VIEW v_texts AS
SELECT o.id AS object_id, o.source_id, o.kind, o.schema_name, o.table_name, o.name, o.position,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.text ELSE o.comment END AS text,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.origin ELSE 'comment' END AS origin,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.status ELSE 'approved' END AS status,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.confidence ELSE 1.0 END AS confidence,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.version END AS version,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.body END AS body
FROM object o LEFT JOIN v_current_descriptions d ON d.object_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = '';

CREATE VIEW v_descriptions AS
SELECT s.name AS source, t.kind, t.schema_name AS "schema", CASE t.table_name WHEN '' THEN t.name ELSE t.table_name END AS
       "table", CASE t.kind WHEN 'column' THEN t.name END AS "column", t.name, t.text, t.origin, t.status, t.confidence,
       t.version
FROM v_texts t JOIN source s ON s.id = t.source_id
WHERE t.text <> '';

DROP VIEW v_coverage;
-- What is documented of each schema and kind, the objects of extensions left out. A column that is NULL belongs to a stage
-- that this catalog has not seen yet.
CREATE VIEW v_coverage AS
SELECT s.name AS source, o.schema_name AS "schema", o.kind, count(*) AS objects,
       count(nullif(o.comment, '')) AS commented,
       count(coalesce(nullif(o.comment, ''), nullif(d.text, ''))) AS described,
       CASE WHEN EXISTS (SELECT 1 FROM description) THEN count(CASE d.status WHEN 'approved' THEN 1 END) END AS approved,
       CASE WHEN o.kind IN ('table', 'view', 'column') AND EXISTS (SELECT 1 FROM profile)
            THEN count(CASE o.kind WHEN 'column' THEN e.column_id ELSE p.table_id END) END AS profiled
FROM object o JOIN source s ON s.id = o.source_id
     LEFT JOIN v_current_descriptions d ON d.object_id = o.id
     LEFT JOIN column_evidence e ON o.kind = 'column' AND e.column_id = o.id
     LEFT JOIN (SELECT DISTINCT table_id FROM profile) p ON o.kind <> 'column' AND p.table_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = '' AND o.kind IN ('table', 'view', 'column', 'routine', 'type')
GROUP BY s.name, o.schema_name, o.kind;
