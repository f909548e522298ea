CREATE EXTENSION pg_stat_statements;
CREATE TABLE orders (id integer PRIMARY KEY, note text);
