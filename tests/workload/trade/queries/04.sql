SELECT urgency, count(*) AS sales
FROM sale s
WHERE sold_on >= date '1993-07-01' AND sold_on < date '1993-07-01' + interval '3' month
  AND EXISTS (SELECT * FROM sale_line l WHERE l.sale_id = s.sale_id AND l.due_on < l.received_on)
GROUP BY urgency
ORDER BY urgency;
