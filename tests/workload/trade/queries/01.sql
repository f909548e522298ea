SELECT returned, state, sum(quantity) AS pieces, sum(amount) AS gross, sum(amount * (1 - discount)) AS net,
       sum(amount * (1 - discount) * (1 + tax)) AS charged, avg(quantity) AS mean_pieces, count(*) AS lines
FROM sale_line
WHERE sent_on <= date '1998-06-01' - interval '90' day
GROUP BY returned, state
ORDER BY returned, state;
