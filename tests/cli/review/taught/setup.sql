CREATE TABLE a (id INTEGER PRIMARY KEY, client_name TEXT, client_grp TEXT DEFAULT 'none');
CREATE TABLE b (id INTEGER PRIMARY KEY, client_nbr TEXT DEFAULT 'none', client_amt TEXT DEFAULT 'none');
