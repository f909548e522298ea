CREATE TABLE net_revenues (id INTEGER PRIMARY KEY, amount NUMERIC, turnover_total NUMERIC);
CREATE TABLE customer (id INTEGER PRIMARY KEY, note TEXT);
CREATE VIEW revenue_net AS SELECT 1 AS one;
