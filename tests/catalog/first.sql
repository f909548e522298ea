CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, since DATE DEFAULT CURRENT_DATE);
CREATE TABLE "Order" (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    total NUMERIC(10, 2) CHECK (total >= 0), status VARCHAR(10) DEFAULT 'new'
);
CREATE INDEX order_customer ON "Order" (customer_id) WHERE status <> 'done';
CREATE TABLE "odd ""name""
客户" (a, b);
CREATE VIEW spent AS SELECT c.email, sum(o.total) AS total FROM customer c JOIN "Order" o ON o.customer_id = c.id GROUP BY 1;
CREATE TRIGGER kept BEFORE DELETE ON customer BEGIN SELECT raise(ABORT, 'kept'); END;
INSERT INTO customer (email) VALUES ('a@shop.example'), ('b@shop.example');
