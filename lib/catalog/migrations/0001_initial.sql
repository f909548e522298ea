-- The first schema of the catalog. Never edited after a release: every change is a new file.

CREATE TABLE source (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    url        TEXT NOT NULL,             -- without any password
    product    TEXT NOT NULL DEFAULT '',  -- PostgreSQL, SQLite
    version    TEXT NOT NULL DEFAULT '',
    database   TEXT NOT NULL DEFAULT '',
    identity   TEXT NOT NULL DEFAULT '',  -- tells another server under the same name
    encoding   TEXT NOT NULL DEFAULT '',
    collation  TEXT NOT NULL DEFAULT '',
    secret     BLOB,                      -- the encrypted password, when the user asked to keep it
    created_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT;

CREATE TABLE scan (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    author      TEXT NOT NULL,
    version     TEXT NOT NULL,            -- of the server
    filter      TEXT NOT NULL,            -- JSON: what the scan was limited to
    added       INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    removed     INTEGER NOT NULL,
    notes       TEXT NOT NULL             -- JSON array: what could not be read
) STRICT;
CREATE INDEX scan_by_source ON scan (source_id);

-- Every object of every source. What is particular to its kind is JSON in body.
CREATE TABLE object (
    source_id    INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    id           INTEGER NOT NULL,        -- hash of source, kind, schema, table and name
    kind         TEXT NOT NULL,
    schema_name  TEXT NOT NULL,
    table_name   TEXT NOT NULL,           -- parts of a table: its name
    name         TEXT NOT NULL,
    position     INTEGER NOT NULL,
    comment      TEXT,
    extension    TEXT NOT NULL,           -- the extension that owns it
    body         TEXT NOT NULL,           -- JSON
    hash         INTEGER NOT NULL,        -- of comment, extension, position and body
    first_scan   INTEGER NOT NULL,        -- the scan that found it first,
    changed_scan INTEGER NOT NULL,        -- changed it last,
    removed_scan INTEGER                  -- and missed it
) STRICT;
CREATE UNIQUE INDEX object_by_id ON object (id);
-- Covers what listings filter and sort by.
CREATE INDEX object_by_name ON object (source_id, kind, schema_name, table_name, position, name, extension, id)
    WHERE removed_scan IS NULL;
CREATE INDEX object_removed ON object (source_id, name) WHERE removed_scan IS NOT NULL;

-- Which objects mention another one: keys referring by its owner, views those they read, columns their types.
CREATE TABLE reference (
    target    INTEGER NOT NULL,           -- hash of the mentioned schema and name
    object_id INTEGER NOT NULL,           -- who mentions it, now or in an earlier state
    PRIMARY KEY (target, object_id)
) STRICT, WITHOUT ROWID;

-- Earlier states of objects, each valid from its scan until the next state or the removal.
CREATE TABLE object_history (
    object_id   INTEGER NOT NULL,
    scan_id     INTEGER NOT NULL,         -- the scan that found this state
    until_scan  INTEGER NOT NULL,         -- the scan that found another one, or nothing
    position    INTEGER NOT NULL,
    comment     TEXT,
    extension   TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (object_id, scan_id)
) STRICT, WITHOUT ROWID;

-- Figures of tables, materialised views and indexes: replaced by each scan that finds others.
CREATE TABLE statistic (
    object_id   INTEGER PRIMARY KEY,
    row_count   INTEGER,
    total_bytes INTEGER,
    body        TEXT NOT NULL             -- JSON: all figures
) STRICT;

-- What people and models change: one command is one change set, each changed thing an event.
CREATE TABLE change_set (
    id         TEXT PRIMARY KEY,          -- ULID
    author     TEXT NOT NULL,
    command    TEXT NOT NULL,
    created_at TEXT NOT NULL,
    reverts    TEXT REFERENCES change_set (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id            TEXT PRIMARY KEY,       -- ULID
    change_set_id TEXT NOT NULL REFERENCES change_set (id),
    subject       TEXT NOT NULL,          -- what kind of thing: source, description, ...
    subject_id    TEXT NOT NULL,          -- its key: a name or an object id
    label         TEXT NOT NULL,          -- its name for people
    before        TEXT,                   -- JSON; NULL: did not exist
    after         TEXT                    -- JSON; NULL: exists no longer
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_change_set ON event (change_set_id);
CREATE INDEX event_by_subject ON event (subject, subject_id);
