SELECT b.name, b.buyer_id, s.sale_id, s.sold_on, s.total, sum(l.quantity) AS pieces
FROM buyer b, sale s, sale_line l
WHERE s.sale_id IN (SELECT sale_id FROM sale_line GROUP BY sale_id HAVING sum(quantity) > 150)
  AND b.buyer_id = s.buyer_id AND s.sale_id = l.sale_id
GROUP BY b.name, b.buyer_id, s.sale_id, s.sold_on, s.total
ORDER BY s.total DESC, s.sold_on
LIMIT 100;
