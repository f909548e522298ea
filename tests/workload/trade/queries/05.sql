SELECT c.name, sum(l.amount * (1 - l.discount)) AS revenue
FROM buyer b, sale s, sale_line l, vendor v, country c, zone z
WHERE b.buyer_id = s.buyer_id AND l.sale_id = s.sale_id AND l.vendor_id = v.vendor_id AND b.country_id = v.country_id
  AND v.country_id = c.country_id AND c.zone_id = z.zone_id AND z.name = 'EAST'
  AND s.sold_on >= date '1994-01-01' AND s.sold_on < date '1994-01-01' + interval '1' year
GROUP BY c.name
ORDER BY revenue DESC;
