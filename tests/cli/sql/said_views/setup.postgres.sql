CREATE TABLE customer (id int PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customer);
COMMENT ON TABLE orders IS 'What was ordered';
CREATE VIEW buyer AS SELECT email FROM customer;
