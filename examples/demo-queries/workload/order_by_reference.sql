\set order random(1, 60000)
SELECT state FROM orders WHERE id = :order::numeric;
