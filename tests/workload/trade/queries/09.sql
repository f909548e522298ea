SELECT c.name, extract(year FROM s.sold_on) AS in_year, sum(l.amount * (1 - l.discount) - o.cost * l.quantity) AS profit
FROM product p, vendor v, sale_line l, offer o, sale s, country c
WHERE v.vendor_id = l.vendor_id AND o.vendor_id = l.vendor_id AND o.product_id = l.product_id
  AND p.product_id = l.product_id AND s.sale_id = l.sale_id AND v.country_id = c.country_id AND p.name LIKE '%green%'
GROUP BY c.name, extract(year FROM s.sold_on)
ORDER BY c.name, in_year DESC;
