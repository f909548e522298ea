CREATE TABLE customer (id INTEGER PRIMARY KEY, mail TEXT);
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer (id), total NUMERIC);
CREATE TABLE note (customer_id INT REFERENCES customer (id) ON DELETE CASCADE, body TEXT, order_id INT REFERENCES "order" (id));
