CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
CREATE TABLE "odd ""name"", with.dot" ("a b" TEXT);
CREATE VIEW mails AS SELECT email FROM customer;
