CREATE TABLE a (id INTEGER PRIMARY KEY, client_name TEXT, client_grp TEXT);
CREATE TABLE b (id INTEGER PRIMARY KEY, client_nbr TEXT, client_amt NUMERIC);
