CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT, password TEXT, grp TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer (id), state TEXT, total NUMERIC);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO customer SELECT i, 'person' || i || '@mail' || i || '.example', 'geheim-' || i, CASE i % 2 WHEN 0 THEN 'retail' ELSE 'trade' END FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO orders SELECT i, i % 40 + 1, CASE i % 3 WHEN 0 THEN 'new' ELSE 'paid' END, i * 2 FROM n;
