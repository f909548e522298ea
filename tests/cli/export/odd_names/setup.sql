CREATE TABLE "a/b" (id INTEGER PRIMARY KEY);
CREATE TABLE "../up" (id INTEGER PRIMARY KEY, "pipe|" TEXT DEFAULT 'a|b`c');
CREATE TABLE "quote""d" (id INTEGER PRIMARY KEY);
CREATE TABLE "a.b" (id INTEGER PRIMARY KEY REFERENCES "a/b" (id));
CREATE TABLE "🎉 party" (id INTEGER PRIMARY KEY);
CREATE TABLE "größe" (id INTEGER PRIMARY KEY);
CREATE TABLE "GRÖSSE" (id INTEGER PRIMARY KEY);
CREATE TABLE "GRÖßE" (id INTEGER PRIMARY KEY);
CREATE TABLE "con" (id INTEGER PRIMARY KEY);
CREATE TABLE "line
break" (id INTEGER PRIMARY KEY);
CREATE TABLE "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll1" (id INTEGER PRIMARY KEY);
CREATE TABLE "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll2" (id INTEGER PRIMARY KEY);
