# Three jobs, as a command leaves them: one with failures, one that runs, one whose process was killed.
sqlite3 -bail .scribe/catalog.db <<'SQL'
PRAGMA foreign_keys = ON;
INSERT INTO job (id, kind, source_id, author, options, state, lease_until, created_at, finished_at) VALUES
    ('01A00000000000000000000001', 'profile', 1, 'ann', '{"sample_size":100}', 'failed', 0,
     '2026-01-31T10:00:00.000Z', '2026-01-31T10:05:00.000Z'),
    ('01A00000000000000000000002', 'profile', 1, 'bob', '{}', 'running', 0, '2026-02-01T10:00:00.000Z', NULL),
    ('01B00000000000000000000003', 'describe', 1, 'ann', '{}', 'running', 9000000000000, '2026-02-02T10:00:00.000Z', NULL);
INSERT INTO job_item (job_id, position, object_id, schema_name, table_name, shard, state, attempts, seconds, row_count,
                      byte_count, error, error_code, lease_owner, lease_until, finished_at) VALUES
    ('01A00000000000000000000001', 1, 11, 'main', 'orders', 0, 'done', 1, 2.25, 100, 4096, NULL, NULL, NULL, NULL, '2026-01-31T10:00:03.000Z'),
    ('01A00000000000000000000001', 2, 12, 'main', 'Odd "|` name' || char(10) || 'of two', 0, 'failed', 3, 30.04, 7, 0,
     'server closed the connection' || char(10) || 'unexpectedly', 'source-connect', NULL, NULL, '2026-01-31T10:04:59.000Z'),
    ('01A00000000000000000000001', 3, 13, 'main', 'secret', 0, 'failed', 1, 0.01, 0, 0, 'main.secret: permission denied', 'source-query',
     NULL, NULL, '2026-01-31T10:05:00.000Z'),
    ('01A00000000000000000000002', 1, 11, 'main', 'orders', 0, 'done', 1, 1, 1000000, 123456789, NULL, NULL, NULL, NULL, '2026-02-01T10:00:03.000Z'),
    ('01A00000000000000000000002', 2, 12, 'main', 'items', 0, 'running', 1, NULL, NULL, NULL, NULL, NULL, 'x', 0, NULL),
    ('01A00000000000000000000002', 3, 13, 'main', 'rest', 0, 'waiting', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('01B00000000000000000000003', 1, 11, 'main', 'orders', 0, 'running', 1, NULL, NULL, NULL, NULL, NULL, 'y', 9000000000000, NULL),
    ('01B00000000000000000000003', 2, 12, 'main', 'items', 0, 'waiting', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SQL
