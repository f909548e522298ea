-- Rows of each table as ANALYZE saw them: the first number of an entry counts the entries of its index, and of those
-- of a table the one over all rows is the largest.
SELECT s.rowid AS id, max(CAST(t.stat AS INTEGER)) AS row_count
FROM sqlite_stat1 AS t
JOIN sqlite_schema AS s ON s.type = 'table' AND s.name = t.tbl
WHERE s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
GROUP BY s.rowid
ORDER BY s.rowid
