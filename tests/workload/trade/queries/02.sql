SELECT v.balance, v.name, c.name AS country, p.product_id, p.maker, v.phone
FROM product p, vendor v, offer o, country c, zone z
WHERE p.product_id = o.product_id AND v.vendor_id = o.vendor_id AND p.size = 15 AND p.kind LIKE '%BRASS'
  AND v.country_id = c.country_id AND c.zone_id = z.zone_id AND z.name = 'NORTH'
  AND o.cost = (SELECT min(o2.cost) FROM offer o2, vendor v2, country c2, zone z2
                WHERE p.product_id = o2.product_id AND v2.vendor_id = o2.vendor_id AND v2.country_id = c2.country_id
                  AND c2.zone_id = z2.zone_id AND z2.name = 'NORTH')
ORDER BY v.balance DESC, c.name, v.name, p.product_id
LIMIT 100;
