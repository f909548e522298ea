\set customer random(1, 20000)
INSERT INTO page_view (customer_id, path, seen) VALUES (:customer, '/', now());
UPDATE customer SET city = city WHERE id = :customer;
