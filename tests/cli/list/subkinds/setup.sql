CREATE TABLE customer (id INTEGER PRIMARY KEY, mail TEXT UNIQUE, CHECK (mail <> ''));
CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer (id));
CREATE VIRTUAL TABLE word USING fts5 (body);
CREATE VIEW mail AS SELECT mail FROM customer;
