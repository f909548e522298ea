CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO person SELECT i, 'person' || (i % 7) || '@mail.example.com' FROM n;
CREATE TABLE event (id INTEGER PRIMARY KEY, state TEXT, origin TEXT);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
INSERT INTO event SELECT i, CASE WHEN i % 5 < 3 THEN 'dispatched' ELSE 'waiting' END,
       CASE WHEN i % 50 = 7 THEN 'web:jane.doe@mail.example.com' ELSE 'batch:' || (i % 40) END FROM n;
