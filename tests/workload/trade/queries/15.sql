WITH revenue (vendor_id, total) AS (
    SELECT vendor_id, sum(amount * (1 - discount))
    FROM sale_line
    WHERE sent_on >= date '1996-01-01' AND sent_on < date '1996-01-01' + interval '3' month
    GROUP BY vendor_id)
SELECT v.vendor_id, v.name, v.phone, r.total
FROM vendor v, revenue r
WHERE v.vendor_id = r.vendor_id AND r.total = (SELECT max(total) FROM revenue)
ORDER BY v.vendor_id;
