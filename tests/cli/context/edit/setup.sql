CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL, since DATE);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id), state TEXT);
CREATE VIEW open_orders AS SELECT id, state FROM orders WHERE state <> 'sent';
