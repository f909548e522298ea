CREATE TABLE customer (id INTEGER PRIMARY KEY, number TEXT, name TEXT);
CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, customer_no TEXT, note TEXT);
CREATE TABLE order_line (order_id INTEGER, line INTEGER, product_id INTEGER, PRIMARY KEY (order_id, line));
CREATE TABLE return_line (order_id INTEGER, line INTEGER, reason TEXT);
CREATE TABLE "odd.na""me" (id INTEGER PRIMARY KEY, "a, (b)" INTEGER);
INSERT INTO customer SELECT value, 'C' || value, 'c' || value FROM generate_series(1, 60);
INSERT INTO product SELECT value, 'p' || value FROM generate_series(1, 80);
INSERT INTO "order" SELECT value, 1 + value * 7 % 60, 'C' || (1 + value % 60), 'n' || value FROM generate_series(1, 200);
INSERT INTO order_line SELECT iif(value % 50 = 0, 900000 + value, 1 + value / 2), value, 1 + value * 13 % 80 FROM generate_series(1, 100);
INSERT INTO return_line SELECT order_id, line, 'r' FROM order_line WHERE line % 5 = 0;
-- A third of the visits are of customers that are not there.
CREATE TABLE visit (id INTEGER PRIMARY KEY, customer_id INTEGER);
INSERT INTO visit SELECT value, iif(value % 3 = 0, 5000 + value, 1 + value % 60) FROM generate_series(1, 90);
