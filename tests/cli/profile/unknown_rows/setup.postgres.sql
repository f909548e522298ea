-- Never analyzed.
CREATE TABLE a (id int, v text) WITH (autovacuum_enabled = off);
INSERT INTO a SELECT i, 'x' || i % 7 FROM generate_series(1, 500) i;
-- A role sees half of the rows.
CREATE TABLE r (id int, v text);
INSERT INTO r SELECT i, CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END FROM generate_series(1, 400) i;
ALTER TABLE r ENABLE ROW LEVEL SECURITY;
CREATE POLICY half ON r USING (id % 2 = 0);
ANALYZE r;
-- Estimates have decimals.
CREATE TABLE d AS SELECT i AS id, i % 737 AS n FROM generate_series(1, 50000) i;
