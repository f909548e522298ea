SELECT l.sale_id, sum(l.amount * (1 - l.discount)) AS revenue, s.sold_on, s.ship_rank
FROM buyer b, sale s, sale_line l
WHERE b.segment = 'HOTEL' AND b.buyer_id = s.buyer_id AND l.sale_id = s.sale_id
  AND s.sold_on < date '1995-03-15' AND l.sent_on > date '1995-03-15'
GROUP BY l.sale_id, s.sold_on, s.ship_rank
ORDER BY revenue DESC, s.sold_on
LIMIT 10;
