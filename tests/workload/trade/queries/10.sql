SELECT b.buyer_id, b.name, sum(l.amount * (1 - l.discount)) AS lost, b.balance, c.name AS country, b.phone
FROM buyer b, sale s, sale_line l, country c
WHERE b.buyer_id = s.buyer_id AND l.sale_id = s.sale_id AND s.sold_on >= date '1993-10-01'
  AND s.sold_on < date '1993-10-01' + interval '3' month AND l.returned = 'R' AND b.country_id = c.country_id
GROUP BY b.buyer_id, b.name, b.balance, b.phone, c.name
ORDER BY lost DESC
LIMIT 20;
