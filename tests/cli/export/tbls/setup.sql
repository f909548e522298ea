CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, "a.b" NUMERIC DEFAULT 0 CHECK ("a.b" >= 0));
CREATE TABLE "order" (customer INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE, number INTEGER,
    twice INTEGER AS (number * 2) STORED, PRIMARY KEY (customer, number)) WITHOUT ROWID;
CREATE TABLE profile (customer INTEGER UNIQUE REFERENCES customer (id));
CREATE INDEX order_by_number ON "order" (number DESC) WHERE number > 10;
CREATE VIEW "odd ""v""" AS SELECT id AS "x""y" FROM customer;
CREATE TRIGGER touch AFTER UPDATE OF email ON customer BEGIN SELECT 1; END;
