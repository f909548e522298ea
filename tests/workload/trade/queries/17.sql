SELECT sum(l.amount) / 7.0 AS yearly
FROM sale_line l, product p
WHERE p.product_id = l.product_id AND p.brand = 'Brand 13' AND p.box = 'MED BAG'
  AND l.quantity < (SELECT 0.2 * avg(l2.quantity) FROM sale_line l2 WHERE l2.product_id = p.product_id);
