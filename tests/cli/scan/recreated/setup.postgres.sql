CREATE TABLE customer (id int PRIMARY KEY, email text);
CREATE TABLE old_table (id int);
