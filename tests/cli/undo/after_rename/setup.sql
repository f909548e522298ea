CREATE TABLE customer (id INTEGER PRIMARY KEY, born TEXT, mail TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, total NUMERIC, customer_ref INT);
