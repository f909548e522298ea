CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL, note TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id));
CREATE VIEW mails AS SELECT email FROM customer;
