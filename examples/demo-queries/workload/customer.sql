\set customer random(1, 20000)
SELECT name, city FROM customer WHERE id = :customer;
