CREATE SCHEMA old;
CREATE SCHEMA new;
CREATE TABLE old.customer (id serial PRIMARY KEY, email text UNIQUE);
CREATE TABLE public.orders (id int PRIMARY KEY, customer_id int REFERENCES old.customer);
CREATE VIEW old.buyer AS SELECT c.email FROM old.customer c JOIN orders o ON o.customer_id = c.id;
