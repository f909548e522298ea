-- What people know of objects beyond a description: rules, sources, owners, tags ... Each text is a version, the newest
-- of an object and field counts; none is ever deleted. The database itself has the id that a schema without a name has.
CREATE TABLE context (
    object_id INTEGER NOT NULL,
    field     TEXT NOT NULL,
    version   INTEGER NOT NULL,           -- 1, 2 ... of this object and field
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    text      TEXT,                       -- NULL: what was said was taken back
    author    TEXT NOT NULL,
    said_at   TEXT NOT NULL,              -- UTC, ISO 8601
    origin    TEXT NOT NULL,              -- the file and place, or the command that it comes from
    PRIMARY KEY (object_id, field, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX context_by_source ON context (source_id, object_id);

-- Words of the trade and what they mean, in the same way.
CREATE TABLE glossary (
    term_key   TEXT NOT NULL,             -- the name without upper and lower case
    version    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    definition TEXT,                      -- NULL: the term was taken back
    synonyms   TEXT NOT NULL,             -- JSON array of texts
    author     TEXT NOT NULL,
    said_at    TEXT NOT NULL,             -- UTC, ISO 8601
    origin     TEXT NOT NULL,
    PRIMARY KEY (term_key, version)
) STRICT, WITHOUT ROWID;

-- What counts of each object and field; the description is the newest approved one of a person.
CREATE VIEW v_current_context AS
SELECT c.object_id, c.source_id, c.field, c.text, c.author, c.said_at, c.origin
FROM context c
WHERE c.text IS NOT NULL
  AND c.version = (SELECT max(x.version) FROM context x WHERE x.object_id = c.object_id AND x.field = c.field)
UNION ALL
SELECT d.object_id, d.source_id, 'description', d.text, d.author, d.created_at,
       coalesce(d.body ->> '$.reasons[0]', '')
FROM v_current_descriptions d WHERE d.origin = 'human' AND d.status = 'approved';

CREATE VIEW v_context AS
SELECT s.name AS source, coalesce(o.kind, 'database') AS kind, o.schema_name AS "schema",
       CASE WHEN o.table_name <> '' THEN o.table_name WHEN o.kind IN ('table', 'view') THEN o.name END AS "table",
       CASE o.kind WHEN 'column' THEN o.name END AS "column", coalesce(o.name, s.name) AS name,
       c.field, c.text, c.author, c.said_at, c.origin, o.removed_scan IS NOT NULL AS removed, c.object_id AS id
FROM v_current_context c JOIN source s ON s.id = c.source_id LEFT JOIN object o ON o.id = c.object_id;

CREATE VIEW v_glossary AS
SELECT g.name AS term, g.definition, g.synonyms, g.author, g.said_at, g.origin
FROM glossary g
WHERE g.definition IS NOT NULL AND g.version = (SELECT max(x.version) FROM glossary x WHERE x.term_key = g.term_key);

-- What language models answered, so that the same question is paid for once. What was asked is not kept, only its hash.
CREATE TABLE answer (
    key        TEXT PRIMARY KEY,          -- SHA-256 of model, system prompt, prompt and schema, in hexadecimal
    model      TEXT NOT NULL,             -- as it calls itself
    answer     TEXT NOT NULL,             -- JSON that fits the schema
    tokens_in  INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    created_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT, WITHOUT ROWID;

-- What people make of texts. `evidence` is a hash of what was known of the object when a writer looked last (0: none did),
-- `stale` that the object or what is known of it changed since the text was written or approved.
ALTER TABLE description ADD COLUMN evidence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE description ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
CREATE INDEX description_stale ON description (source_id) WHERE stale <> 0;

-- A scan that finds another definition makes what is said of the object stale.
CREATE TRIGGER object_changed AFTER UPDATE OF body ON object WHEN old.body <> new.body
BEGIN
    UPDATE description SET stale = 1 WHERE object_id = new.id AND text <> '';
END;

-- The id that what is said of the whole database has.
ALTER TABLE source ADD COLUMN database_id INTEGER NOT NULL DEFAULT 0;

DROP VIEW v_current_descriptions;
-- Of each object the version that counts: the newest approved one of a person, else another approved one, else the newest
-- version if it is a draft: one that was rejected does not bring back what it replaced.
CREATE VIEW v_current_descriptions AS
SELECT d.* FROM description d WHERE d.version = (
    SELECT x.version FROM description x WHERE x.object_id = d.object_id AND (x.status = 'approved' OR (x.status = 'draft'
           AND x.version = (SELECT max(y.version) FROM description y WHERE y.object_id = x.object_id)))
    ORDER BY x.status = 'approved' DESC, x.status = 'approved' AND x.origin = 'human' DESC, x.version DESC LIMIT 1);

DROP VIEW v_texts;
-- The text that counts for each object, and for the database of each source: an approved version, else the comment of the
-- database, else the newest draft.
CREATE VIEW v_texts AS
SELECT o.id AS object_id, o.source_id, o.kind, o.schema_name, o.table_name, o.name, o.position,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.text ELSE o.comment END AS text,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.origin ELSE 'comment' END AS origin,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = ''
            THEN coalesce(d.status, (SELECT 'rejected' FROM description x WHERE x.object_id = o.id LIMIT 1))
            ELSE 'approved' END AS status,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.confidence ELSE 1.0 END AS confidence,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.version END AS version,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.body END AS body,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.stale ELSE 0 END AS stale,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.evidence END AS evidence
FROM object o LEFT JOIN v_current_descriptions d ON d.object_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = ''
UNION ALL
SELECT o.database_id, o.id, 'database', '', '', o.name, 0,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.text ELSE o.comment END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.origin ELSE 'comment' END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = ''
            THEN coalesce(d.status, (SELECT 'rejected' FROM description x WHERE x.object_id = o.database_id LIMIT 1))
            ELSE 'approved' END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.confidence ELSE 1.0 END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.version END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.body END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.stale ELSE 0 END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.evidence END
FROM source o LEFT JOIN v_current_descriptions d ON d.object_id = o.database_id;

DROP VIEW v_coverage;
-- What is documented of each schema and kind, the objects of extensions left out; partitions and their columns count with
-- the table that they are of. A column that is NULL belongs to a stage that this catalog has not seen yet.
CREATE VIEW v_coverage AS
WITH partition AS MATERIALIZED (
    SELECT source_id, schema_name, name FROM object
    WHERE kind = 'table' AND removed_scan IS NULL AND body ->> '$.partition_of.name' IS NOT NULL)
SELECT s.name AS source, o.schema_name AS "schema", o.kind, count(*) AS objects,
       count(nullif(o.comment, '')) AS commented,
       count(coalesce(nullif(o.comment, ''), nullif(d.text, ''))) AS described,
       CASE WHEN EXISTS (SELECT 1 FROM description) THEN count(CASE d.status WHEN 'approved' THEN 1 END) END AS approved,
       CASE WHEN o.kind IN ('table', 'view', 'column') AND EXISTS (SELECT 1 FROM profile)
            THEN count(CASE o.kind WHEN 'column' THEN c.column_id ELSE p.table_id END) END AS profiled
FROM object o JOIN source s ON s.id = o.source_id
     LEFT JOIN partition x ON x.source_id = o.source_id AND x.schema_name = o.schema_name
          AND x.name = CASE o.kind WHEN 'column' THEN o.table_name WHEN 'table' THEN o.name END
     LEFT JOIN v_current_descriptions d ON d.object_id = o.id
     LEFT JOIN (SELECT DISTINCT column_id FROM column_profile) c ON o.kind = 'column' AND c.column_id = o.id
     LEFT JOIN (SELECT DISTINCT table_id FROM profile) p ON o.kind <> 'column' AND p.table_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = '' AND o.kind IN ('table', 'view', 'column', 'routine', 'type')
      AND x.name IS NULL
GROUP BY s.name, o.schema_name, o.kind;

-- What people decide on: of each object the newest draft, else the version that counts. It waits for them (pending) as long as
-- it is a draft or stale. A comment of the database is above what the rules say.
CREATE VIEW v_reviews AS
WITH t AS MATERIALIZED ( -- without the texts, of which SQLite would keep all
    SELECT object_id, source_id, kind, schema_name, table_name, name, position, origin, stale FROM v_texts)
SELECT t.object_id, t.source_id, t.kind, t.schema_name, t.table_name, t.name, t.position, d.text, d.origin, d.status,
       d.confidence, d.version, d.body, d.stale OR t.stale AS stale, d.evidence, d.status = 'draft' OR d.stale AS pending
FROM t JOIN description d ON d.object_id = t.object_id
WHERE d.text <> '' AND NOT (d.status = 'draft' AND d.origin = 'rules' AND t.origin = 'comment') AND d.version = (
    SELECT x.version FROM description x WHERE x.object_id = t.object_id AND (x.status = 'approved' OR (x.status = 'draft'
           AND x.text <> '' AND x.version = (SELECT max(y.version) FROM description y WHERE y.object_id = x.object_id)))
    ORDER BY x.status = 'draft' DESC, x.origin = 'human' DESC, x.version DESC LIMIT 1);

-- What people say of columns that follow a convention of theirs; one without a text takes a shipped template away.
CREATE TABLE template (
    name       TEXT PRIMARY KEY,
    body       TEXT NOT NULL,             -- JSON: all that is known
    author     TEXT NOT NULL,
    created_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT, WITHOUT ROWID;
