SELECT sum(amount * discount) AS forgone
FROM sale_line
WHERE sent_on >= date '1994-01-01' AND sent_on < date '1994-01-01' + interval '1' year
  AND discount BETWEEN 0.06 - 0.01 AND 0.06 + 0.01 AND quantity < 24;
