SELECT from_country, to_country, in_year, sum(volume) AS revenue
FROM (SELECT c1.name AS from_country, c2.name AS to_country, extract(year FROM l.sent_on) AS in_year,
             l.amount * (1 - l.discount) AS volume
      FROM vendor v, sale_line l, sale s, buyer b, country c1, country c2
      WHERE v.vendor_id = l.vendor_id AND s.sale_id = l.sale_id AND b.buyer_id = s.buyer_id
        AND v.country_id = c1.country_id AND b.country_id = c2.country_id
        AND ((c1.name = 'COUNTRY 3' AND c2.name = 'COUNTRY 7') OR (c1.name = 'COUNTRY 7' AND c2.name = 'COUNTRY 3'))
        AND l.sent_on BETWEEN date '1995-01-01' AND date '1996-12-31') AS shipping
GROUP BY from_country, to_country, in_year
ORDER BY from_country, to_country, in_year;
