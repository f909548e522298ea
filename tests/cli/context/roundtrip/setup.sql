CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
CREATE TABLE "odd ""name"", with.dot" ("a b" TEXT, "=1+1" TEXT, "line
break" TEXT, "café 🛒" TEXT);
CREATE INDEX by_mail ON customer (email);
