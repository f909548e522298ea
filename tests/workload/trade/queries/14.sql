SELECT 100.00 * sum(CASE WHEN p.kind LIKE 'PROMO%' THEN l.amount * (1 - l.discount) ELSE 0 END)
       / sum(l.amount * (1 - l.discount)) AS promoted
FROM sale_line l, product p
WHERE l.product_id = p.product_id AND l.sent_on >= date '1995-09-01'
  AND l.sent_on < date '1995-09-01' + interval '1' month;
