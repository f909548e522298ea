SELECT o.product_id, sum(o.cost * o.stock) AS worth
FROM offer o, vendor v, country c
WHERE o.vendor_id = v.vendor_id AND v.country_id = c.country_id AND c.name = 'COUNTRY 4'
GROUP BY o.product_id
HAVING sum(o.cost * o.stock) > (SELECT sum(o.cost * o.stock) * 0.0001
                                FROM offer o, vendor v, country c
                                WHERE o.vendor_id = v.vendor_id AND v.country_id = c.country_id AND c.name = 'COUNTRY 4')
ORDER BY worth DESC;
