SELECT p.name, (SELECT avg(r.stars) FROM review r WHERE r.product_id = p.id) AS stars FROM product p ORDER BY stars DESC LIMIT 10;
