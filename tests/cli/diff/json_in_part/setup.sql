CREATE TABLE customer (id INTEGER PRIMARY KEY, mail TEXT NOT NULL, "odd | name" TEXT DEFAULT 'x');
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer (id), total NUMERIC);
CREATE INDEX order_customer ON "order" (customer_id);
CREATE VIEW big AS SELECT id, total FROM "order" WHERE total > 100;
CREATE TABLE gone (x INT);
