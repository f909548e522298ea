CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL, note TEXT, born DATE);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id), status TEXT NOT NULL, weight_kg REAL, ordered_at TIMESTAMP, attributes JSON, "odd ""name""" BLOB);
CREATE TABLE empty (id INTEGER);
CREATE VIEW open_orders AS SELECT id, status FROM orders WHERE status <> 'sent';
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO customer SELECT i, 'person' || i || '@mail' || (i % 3) || '.example.com', CASE WHEN i % 4 = 0 THEN NULL WHEN i % 4 = 1 THEN '' ELSE 'N/A' END, date('1950-01-01', (i * 300) || ' days') FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
INSERT INTO orders SELECT i, CASE WHEN i % 10 = 0 THEN NULL ELSE 1 + i % 40 END, CASE WHEN i % 5 < 3 THEN 'sent' WHEN i % 5 = 3 THEN 'new' ELSE 'paid' END, (i % 50) / 4.0, datetime('2024-01-01', (i * 7) || ' hours'), json_object('source', 'web', 'n', i), CASE WHEN i % 2 THEN zeroblob(i) END FROM n;
