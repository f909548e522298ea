SELECT l.carrier, sum(CASE WHEN s.urgency = '1-LEVEL' OR s.urgency = '2-LEVEL' THEN 1 ELSE 0 END) AS urgent,
       sum(CASE WHEN s.urgency <> '1-LEVEL' AND s.urgency <> '2-LEVEL' THEN 1 ELSE 0 END) AS other
FROM sale s, sale_line l
WHERE s.sale_id = l.sale_id AND l.carrier IN ('MAIL', 'SHIP') AND l.due_on < l.received_on AND l.sent_on < l.due_on
  AND l.received_on >= date '1994-01-01' AND l.received_on < date '1994-01-01' + interval '1' year
GROUP BY l.carrier
ORDER BY l.carrier;
