-- Bytes and entries of each b-tree, by reading every page of the file once. The rows of a table lie on its leaves;
-- those of a WITHOUT ROWID table and the entries of an index on all pages but overflow pages.
SELECT s.type, s.rowid AS id, s.name, sum(d.pgsize) AS bytes,
       sum(CASE WHEN d.pagetype = 'leaf' THEN d.ncell ELSE 0 END) AS leaf_entries,
       sum(CASE WHEN d.pagetype <> 'overflow' THEN d.ncell ELSE 0 END) AS entries
FROM dbstat AS d
JOIN sqlite_schema AS s ON s.name = d.name AND s.type IN ('table', 'index')
WHERE s.name NOT LIKE 'sqlite\_stat%' ESCAPE '\'
GROUP BY s.rowid
ORDER BY s.rowid
