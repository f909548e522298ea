CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL, price_cents INT, created_at TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer);
CREATE VIEW buyer AS SELECT email FROM customer;
