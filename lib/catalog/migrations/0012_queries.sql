-- What servers, logs and files tell of the statements that run, and what is known of them besides. Texts have no constants.
CREATE TABLE query_snapshot (
    id         INTEGER PRIMARY KEY,
    source_id  INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    taken_at   TEXT NOT NULL,              -- by the server's clock; of a log the newest line
    origin     TEXT NOT NULL,              -- server, file: counters since a reset; log, workload: figures of a period
    scope      TEXT NOT NULL,              -- the database that it covers; empty: all of the server
    since      TEXT NOT NULL,              -- since when the counters count, or the period begins; empty: not known
    started_at TEXT NOT NULL,              -- when the server started; empty: not known
    body       TEXT NOT NULL               -- JSON: what was left out and why
) STRICT;
CREATE INDEX query_snapshot_by_source ON query_snapshot (source_id, taken_at);

CREATE TABLE query (
    id          INTEGER PRIMARY KEY,       -- hash of the source's name and the fingerprint
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,             -- of the parse tree; text:HASH where the text cannot be parsed
    kind        TEXT NOT NULL,             -- select, insert, update, delete, merge, utility; empty: not known
    purpose     TEXT NOT NULL,             -- application, catalog, utility
    text        TEXT NOT NULL,             -- the first 64 kB at most
    bytes       INTEGER NOT NULL,          -- of the whole text
    error       TEXT NOT NULL,             -- why it could not be read; else empty
    linked_scan INTEGER NOT NULL,          -- the scan whose tables it was linked to; 0: none
    UNIQUE (source_id, fingerprint)
) STRICT;

-- What the server counts on its own: one query has one of these for each user, database and, after upgrades, queryid.
CREATE TABLE query_entry (
    id            INTEGER PRIMARY KEY,
    query_id      INTEGER NOT NULL REFERENCES query (id) ON DELETE CASCADE,
    database_name TEXT NOT NULL,
    user_name     TEXT NOT NULL,
    dbid          INTEGER NOT NULL,        -- 0: not known, as in logs
    userid        INTEGER NOT NULL,
    queryid       INTEGER NOT NULL,
    toplevel      INTEGER NOT NULL,        -- 0: a statement within a function
    UNIQUE (query_id, dbid, userid, queryid, toplevel, database_name, user_name)
) STRICT;

-- Counters, written only where they are others than in the snapshot before. A NULL number of calls: the server no longer
-- has the entry. What a server does not count is NULL.
CREATE TABLE query_figure (
    entry_id       INTEGER NOT NULL REFERENCES query_entry (id) ON DELETE CASCADE,
    snapshot_id    INTEGER NOT NULL REFERENCES query_snapshot (id) ON DELETE CASCADE,
    calls          REAL,
    rows           REAL,
    total_ms       REAL,
    squares_ms     REAL,                   -- sum of the squares of the times of all calls
    plan_ms        REAL,
    shared_hit     REAL,                   -- blocks, as the following
    shared_read    REAL,
    shared_dirtied REAL,
    shared_written REAL,
    local_blocks   REAL,
    temp_read      REAL,
    temp_written   REAL,
    read_ms        REAL,
    write_ms       REAL,
    wal_bytes      REAL,
    jit_ms         REAL,
    min_ms         REAL,
    max_ms         REAL,
    stats_since    TEXT,                   -- since when the server counts the entry
    PRIMARY KEY (entry_id, snapshot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX query_figure_by_snapshot ON query_figure (snapshot_id);

-- The tables, views and columns that a query uses.
CREATE TABLE query_use (
    query_id   INTEGER NOT NULL REFERENCES query (id) ON DELETE CASCADE,
    object_id  INTEGER NOT NULL,           -- of `object`; it may be gone
    is_written INTEGER NOT NULL,           -- 1: the statement changes the table
    PRIMARY KEY (query_id, object_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX query_use_by_object ON query_use (object_id);

-- Plans, each once: how it was made, and the tree as EXPLAIN (FORMAT JSON) gives it.
CREATE TABLE query_plan (
    query_id   INTEGER NOT NULL REFERENCES query (id) ON DELETE CASCADE,
    hash       TEXT NOT NULL,              -- of the plan's shape
    origin     TEXT NOT NULL,              -- generic, bound, analyzed, log
    plan       TEXT NOT NULL,
    total_cost REAL NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen  TEXT NOT NULL,
    body       TEXT NOT NULL,              -- JSON: what else is known
    PRIMARY KEY (query_id, hash, origin)
) STRICT, WITHOUT ROWID;

-- What a later snapshot is compared with.
CREATE TABLE query_baseline (
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    name      TEXT NOT NULL,
    made_at   TEXT NOT NULL,
    body      TEXT NOT NULL,               -- JSON: latency of the connection, figures of the queries
    PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_query_snapshots AS
SELECT s.name AS source, p.id AS snapshot, p.taken_at, p.origin, nullif(p.scope, '') AS database,
       nullif(p.since, '') AS since, nullif(p.started_at, '') AS started_at, p.body
FROM query_snapshot p JOIN source s ON s.id = p.source_id;

CREATE VIEW v_queries AS
SELECT s.name AS source, printf('%016x', q.id) AS query, q.fingerprint, nullif(q.kind, '') AS kind, q.purpose, q.text, q.bytes,
       nullif(q.error, '') AS error, min(f.snapshot_id) AS first_snapshot,
       (SELECT json_group_array(o.schema_name || '.' || o.name) FROM query_use u JOIN object o ON o.id = u.object_id
        WHERE u.query_id = q.id AND o.kind IN ('table', 'view')) AS tables
FROM query q JOIN source s ON s.id = q.source_id
     LEFT JOIN query_entry e ON e.query_id = q.id LEFT JOIN query_figure f ON f.entry_id = e.id
GROUP BY q.id;

CREATE VIEW v_query_figures AS
SELECT s.name AS source, printf('%016x', e.query_id) AS query, e.database_name AS database, e.user_name AS user, e.queryid,
       e.toplevel, f.snapshot_id AS snapshot, p.taken_at, f.calls, f.rows, f.total_ms, f.plan_ms, f.shared_hit, f.shared_read,
       f.shared_dirtied, f.shared_written, f.local_blocks, f.temp_read, f.temp_written, f.read_ms, f.write_ms, f.wal_bytes,
       f.jit_ms, f.min_ms, f.max_ms, f.calls IS NULL AS is_gone
FROM query_figure f JOIN query_entry e ON e.id = f.entry_id JOIN query_snapshot p ON p.id = f.snapshot_id
     JOIN source s ON s.id = p.source_id;

CREATE VIEW v_query_uses AS
SELECT s.name AS source, printf('%016x', u.query_id) AS query, o.kind, o.schema_name AS "schema",
       CASE o.kind WHEN 'column' THEN o.table_name ELSE o.name END AS "table",
       CASE o.kind WHEN 'column' THEN o.name END AS "column", u.is_written, o.id AS object_id
FROM query_use u JOIN object o ON o.id = u.object_id JOIN source s ON s.id = o.source_id
WHERE o.removed_scan IS NULL;

CREATE VIEW v_query_plans AS
SELECT s.name AS source, printf('%016x', p.query_id) AS query, p.hash, p.origin, p.total_cost, p.first_seen, p.last_seen,
       p.plan, p.body
FROM query_plan p JOIN query q ON q.id = p.query_id JOIN source s ON s.id = q.source_id;
