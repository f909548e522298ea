-- Triggers of tables and views.
SELECT r.rowid AS id, t.name, t.sql AS definition
FROM sqlite_schema AS t
JOIN sqlite_schema AS r ON r.type IN ('table', 'view') AND r.name = t.tbl_name COLLATE NOCASE
WHERE t.type = 'trigger'
ORDER BY t.name
