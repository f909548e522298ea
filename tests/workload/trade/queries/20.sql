SELECT v.name, v.phone
FROM vendor v, country c
WHERE v.vendor_id IN (SELECT o.vendor_id FROM offer o
                      WHERE o.product_id IN (SELECT product_id FROM product WHERE name LIKE 'forest%')
                        AND o.stock > (SELECT 0.5 * sum(l.quantity) FROM sale_line l
                                       WHERE l.product_id = o.product_id AND l.vendor_id = o.vendor_id
                                         AND l.sent_on >= date '1994-01-01'
                                         AND l.sent_on < date '1994-01-01' + interval '1' year))
  AND v.country_id = c.country_id AND c.name = 'COUNTRY 11'
ORDER BY v.name;
