CREATE TABLE customers (id INTEGER PRIMARY KEY, turnover NUMERIC, csm_grp TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, csm_id INT REFERENCES customers (id), rebate NUMERIC);
