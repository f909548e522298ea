CREATE TABLE customer (id INTEGER PRIMARY KEY, full_name TEXT, born TEXT);
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INT, total NUMERIC);
