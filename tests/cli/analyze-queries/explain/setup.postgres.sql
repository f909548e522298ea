CREATE TABLE orders (id integer PRIMARY KEY, email text NOT NULL, state text NOT NULL, made date NOT NULL);
INSERT INTO orders SELECT i, 'p' || CASE WHEN i % 11 = 0 THEN 0 ELSE i % 700 END || '@example.org', CASE WHEN i % 2000 = 0 THEN 'lost' WHEN i % 3 = 0 THEN 'open' ELSE 'sent' END,
    date '2024-01-01' + i % 365 FROM generate_series(1, 40000) i;
CREATE INDEX orders_state ON orders (state);
SELECT pg_stat_force_next_flush();
VACUUM ANALYZE orders;
