CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, referred_by INTEGER REFERENCES customer (id));
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), note TEXT);
CREATE TABLE order_line (order_id INTEGER NOT NULL REFERENCES "order" (id), line_no INTEGER NOT NULL, "a ""b""" TEXT,
    PRIMARY KEY (order_id, line_no));
CREATE TABLE invoice (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL UNIQUE REFERENCES "order" (id));
CREATE TABLE log (text TEXT);
