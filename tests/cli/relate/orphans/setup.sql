-- One row in fifty refers to nothing: many values of one row each, or one value.
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE visit_many (id INTEGER PRIMARY KEY, customer_id INTEGER);
CREATE TABLE visit_one (id INTEGER PRIMARY KEY, customer_id INTEGER);
CREATE TABLE visit_sure (id INTEGER PRIMARY KEY, customer_id INTEGER);
INSERT INTO customer SELECT value, 'c' || value FROM generate_series(1, 145);
INSERT INTO visit_many SELECT value, iif(value % 50 = 0, 100000 + value, 1 + value % 145) FROM generate_series(1, 9000);
INSERT INTO visit_one SELECT value, iif(value % 50 = 0, 100000, 1 + value % 145) FROM generate_series(1, 9000);
INSERT INTO visit_sure SELECT value, 1 + value % 145 FROM generate_series(1, 9000);
CREATE TABLE visit_few (id INTEGER PRIMARY KEY, customer_id INTEGER);
INSERT INTO visit_few SELECT 20000 + value, iif(value % 50 = 0, 100000, 1 + value % 25) FROM generate_series(1, 200);
