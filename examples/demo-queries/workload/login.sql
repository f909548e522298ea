\set customer random(1, 20000)
SELECT id, name FROM customer WHERE lower(email) = 'customer' || :customer || '@shop.example';
