CREATE TABLE customer (id INTEGER PRIMARY KEY, mail TEXT UNIQUE);
CREATE INDEX customer_mail ON customer (mail) WHERE mail <> '';
CREATE TRIGGER customer_kept BEFORE DELETE ON customer BEGIN SELECT raise(ABORT, 'no'); END;
