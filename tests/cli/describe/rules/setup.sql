CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT, cust_grp TEXT, remark TEXT);
CREATE TABLE rating (id INTEGER PRIMARY KEY, stars INTEGER CHECK (stars IN (1, 2, 3)), low INTEGER, high INTEGER, CHECK (low < high), CHECK (high >= 0));
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer (id), state TEXT, total NUMERIC, created_at TIMESTAMP);
CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'new';
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO customer SELECT i, 'person' || i || '@mail' || i || '.example', CASE i % 2 WHEN 0 THEN 'retail' ELSE 'trade' END, NULL FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO orders SELECT i, i % 40 + 1, CASE i % 3 WHEN 0 THEN 'new' ELSE 'paid' END, i * 1.5, '2024-01-01 10:00:00' FROM n;
