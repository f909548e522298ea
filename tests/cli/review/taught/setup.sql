CREATE TABLE a (id INTEGER PRIMARY KEY, client_name TEXT, client_grp TEXT CHECK (client_grp <> ''));
CREATE TABLE b (id INTEGER PRIMARY KEY, client_nbr TEXT CHECK (length(client_nbr) <= 9), client_amt NUMERIC CHECK (client_amt >= 0));
