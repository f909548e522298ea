-- Work over many objects that may be shared by several processes, stopped and taken up again.
CREATE TABLE job (
    id          TEXT PRIMARY KEY,         -- ULID
    kind        TEXT NOT NULL,            -- the command: profile, ...
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    author      TEXT NOT NULL,
    options     TEXT NOT NULL,            -- JSON: what it was asked for
    state       TEXT NOT NULL,            -- running, done, failed, cancelled, interrupted
    lease_until INTEGER NOT NULL,         -- milliseconds since 1970: when it runs and nobody said so since, it was killed
    created_at  TEXT NOT NULL,            -- UTC, ISO 8601
    finished_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX job_by_source ON job (source_id, kind);

CREATE TABLE job_item (
    job_id      TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,         -- in the order of work
    object_id   INTEGER NOT NULL,
    schema_name TEXT NOT NULL,
    table_name  TEXT NOT NULL,
    shard       INTEGER NOT NULL,         -- XXH32 of source:schema.table; modulo N it tells the part of --shard K/N
    state       TEXT NOT NULL,            -- waiting, running, done, failed, cancelled
    attempts    INTEGER NOT NULL,
    seconds     REAL,
    row_count   INTEGER,
    byte_count  INTEGER,
    error       TEXT,
    error_code  TEXT,                     -- name of an exit code
    lease_owner TEXT,                     -- who has it in hand,
    lease_until INTEGER,                  -- and until when others leave it alone: milliseconds since 1970
    finished_at TEXT,
    PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;
-- What is next, and how many there are of each state.
CREATE INDEX job_item_by_state ON job_item (job_id, state, position, shard);

CREATE VIEW v_jobs AS
SELECT j.id AS job, j.kind, s.name AS source, j.author, j.options,
       CASE WHEN j.state = 'running' AND j.lease_until < unixepoch() * 1000 THEN 'interrupted' ELSE j.state END AS state,
       j.created_at, j.finished_at, count(i.position) AS items,
       count(*) FILTER (WHERE i.state = 'waiting') AS waiting, count(*) FILTER (WHERE i.state = 'running') AS running,
       count(*) FILTER (WHERE i.state = 'done') AS done, count(*) FILTER (WHERE i.state = 'failed') AS failed,
       count(*) FILTER (WHERE i.state = 'cancelled') AS cancelled, sum(i.row_count) AS rows, sum(i.byte_count) AS bytes,
       sum(i.seconds) AS seconds
FROM job j JOIN source s ON s.id = j.source_id LEFT JOIN job_item i ON i.job_id = j.id
GROUP BY j.id;

CREATE VIEW v_job_items AS
SELECT i.job_id AS job, j.kind, s.name AS source, i.schema_name AS "schema", i.table_name AS "table", i.position, i.state,
       i.attempts, i.seconds, i.row_count AS rows, i.byte_count AS bytes, i.error, i.error_code, i.finished_at, i.object_id
FROM job_item i JOIN job j ON j.id = i.job_id JOIN source s ON s.id = j.source_id;
