\set customer random(1, 20000)
SELECT id, state, placed FROM orders WHERE customer_id = :customer ORDER BY placed DESC LIMIT 10;
