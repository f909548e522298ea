SELECT in_year, sum(CASE WHEN country = 'COUNTRY 9' THEN volume ELSE 0 END) / sum(volume) AS share
FROM (SELECT extract(year FROM s.sold_on) AS in_year, l.amount * (1 - l.discount) AS volume, c2.name AS country
      FROM product p, vendor v, sale_line l, sale s, buyer b, country c1, country c2, zone z
      WHERE p.product_id = l.product_id AND v.vendor_id = l.vendor_id AND l.sale_id = s.sale_id
        AND s.buyer_id = b.buyer_id AND b.country_id = c1.country_id AND c1.zone_id = z.zone_id AND z.name = 'WEST'
        AND v.country_id = c2.country_id AND s.sold_on BETWEEN date '1995-01-01' AND date '1996-12-31'
        AND p.kind = 'PROMO TIN') AS all_sales
GROUP BY in_year
ORDER BY in_year;
