SELECT prefix, count(*) AS buyers, sum(balance) AS balances
FROM (SELECT substring(phone FROM 1 FOR 2) AS prefix, balance
      FROM buyer b
      WHERE substring(phone FROM 1 FOR 2) IN ('13', '31', '23', '29', '30', '18', '17')
        AND balance > (SELECT avg(balance) FROM buyer
                       WHERE balance > 0.00 AND substring(phone FROM 1 FOR 2) IN ('13', '31', '23', '29', '30', '18', '17'))
        AND NOT EXISTS (SELECT * FROM sale s WHERE s.buyer_id = b.buyer_id)) AS idle
GROUP BY prefix
ORDER BY prefix;
