SELECT sales, count(*) AS buyers
FROM (SELECT b.buyer_id, count(s.sale_id)
      FROM buyer b LEFT OUTER JOIN sale s ON b.buyer_id = s.buyer_id AND s.remark NOT LIKE '%special%requests%'
      GROUP BY b.buyer_id) AS per_buyer (buyer_id, sales)
GROUP BY sales
ORDER BY buyers DESC, sales DESC;
