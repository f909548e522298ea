CREATE TABLE customer (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE, age INTEGER
    CONSTRAINT grown CHECK (age
        >= 18), twice INTEGER AS (age * 2));
CREATE TABLE "order" (customer INTEGER NOT NULL CONSTRAINT buyer REFERENCES customer ON DELETE CASCADE, number INTEGER,
    PRIMARY KEY (customer, number));
CREATE INDEX order_by_number ON "order" (number DESC) WHERE number > 10;
CREATE VIEW big AS SELECT * FROM "order" WHERE number > 1000;
CREATE TRIGGER touch AFTER UPDATE OF mail ON customer BEGIN SELECT 1; END;
