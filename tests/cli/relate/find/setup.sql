-- A shop without a foreign key; all keys count from 1, so that everything is included in everything.
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT, price NUMERIC);
CREATE TABLE warehouse (code TEXT PRIMARY KEY, city TEXT);
CREATE TABLE category (id INTEGER PRIMARY KEY, parent_id INTEGER, label TEXT);
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, warehouse_code TEXT, quantity INTEGER);
CREATE TABLE order_line (order_id INTEGER, line INTEGER, product_id INTEGER, PRIMARY KEY (order_id, line));
CREATE TABLE return_line (order_id INTEGER, line INTEGER, reason TEXT);
CREATE TABLE customer_note (customer_id INTEGER PRIMARY KEY, note TEXT);
INSERT INTO customer SELECT value, 'c' || value FROM generate_series(1, 60);
INSERT INTO product SELECT value, 'p' || value, value * 1.5 FROM generate_series(1, 80);
INSERT INTO warehouse SELECT 'WH-' || (value * 37 % 1000), 'city' || value FROM generate_series(1, 12);
INSERT INTO category SELECT value, nullif(value / 3, 0), 'k' || value FROM generate_series(1, 30);
INSERT INTO "order" SELECT value, 1 + value * 7 % 60, 'WH-' || ((1 + value % 12) * 37 % 1000), 1 + value % 9 FROM generate_series(1, 200);
-- One line in fifty names an order that is not there.
INSERT INTO order_line SELECT iif(value % 50 = 0, 900000 + value, 1 + value / 2), value, 1 + value * 13 % 80 FROM generate_series(1, 100);
INSERT INTO return_line SELECT order_id, line, 'r' FROM order_line WHERE line % 5 = 0;
INSERT INTO customer_note SELECT value * 2, 'n' FROM generate_series(1, 25);
