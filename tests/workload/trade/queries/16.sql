SELECT p.brand, p.kind, p.size, count(DISTINCT o.vendor_id) AS vendors
FROM offer o, product p
WHERE p.product_id = o.product_id AND p.brand <> 'Brand 5' AND p.kind NOT LIKE 'MEDIUM%'
  AND p.size IN (49, 14, 23, 45, 19, 3, 36, 9)
  AND o.vendor_id NOT IN (SELECT vendor_id FROM vendor WHERE remark LIKE '%Complaints%')
GROUP BY p.brand, p.kind, p.size
ORDER BY vendors DESC, p.brand, p.kind, p.size;
