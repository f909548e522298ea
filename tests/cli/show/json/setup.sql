CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total NUMERIC DEFAULT 0 CHECK (total >= 0)
);
CREATE INDEX orders_by_customer ON orders (customer_id) WHERE total > 0;
CREATE TABLE log (order_id INTEGER, what TEXT);
CREATE TRIGGER orders_logged AFTER INSERT ON orders BEGIN INSERT INTO log VALUES (new.id, 'new'); END;
CREATE VIEW order_names AS SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id;
INSERT INTO customers VALUES (1, 'Ada', 'ada@example.org');
