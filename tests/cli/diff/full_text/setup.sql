CREATE VIRTUAL TABLE words USING fts5(body); CREATE TABLE t (a INT, b decimal(10,2));
