CREATE TABLE "user" (id INTEGER PRIMARY KEY, first_name TEXT);
CREATE TABLE rental (id INTEGER PRIMARY KEY, amount NUMERIC);
CREATE VIEW current_rows AS SELECT 1 AS currently;
