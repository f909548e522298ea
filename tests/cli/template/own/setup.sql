CREATE TABLE orders (id INTEGER PRIMARY KEY, total_cents INTEGER, tax_cents INTEGER, "isPaid" BOOLEAN, created_at TIMESTAMP, status TEXT);
CREATE TABLE invoice (id INTEGER PRIMARY KEY, net_cents INTEGER, order_id INTEGER REFERENCES orders (id), parent_id INTEGER REFERENCES invoice (id));
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO orders SELECT i, i * 150, i * 10, i % 2, '2024-01-01 10:00:00', CASE i % 3 WHEN 0 THEN 'open' ELSE 'sent' END FROM n;
