SELECT sum(l.amount * (1 - l.discount)) AS revenue
FROM sale_line l, product p
WHERE (p.product_id = l.product_id AND p.brand = 'Brand 12' AND p.box IN ('SM CASE', 'LG PACK')
       AND l.quantity >= 1 AND l.quantity <= 1 + 10 AND p.size BETWEEN 1 AND 5 AND l.carrier IN ('AIR', 'MAIL'))
   OR (p.product_id = l.product_id AND p.brand = 'Brand 23' AND p.box IN ('MED BAG', 'JUMBO BOX')
       AND l.quantity >= 10 AND l.quantity <= 10 + 10 AND p.size BETWEEN 1 AND 10 AND l.carrier IN ('AIR', 'MAIL'))
   OR (p.product_id = l.product_id AND p.brand = 'Brand 3' AND p.box IN ('LG PACK', 'SM CASE')
       AND l.quantity >= 20 AND l.quantity <= 20 + 10 AND p.size BETWEEN 1 AND 15 AND l.carrier IN ('AIR', 'MAIL'));
