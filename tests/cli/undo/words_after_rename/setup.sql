CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL, note TEXT, born DATE);
CREATE TABLE "odd ""name""" (id INTEGER PRIMARY KEY, "a
b" TEXT, phone TEXT);
