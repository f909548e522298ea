-- Tables and views. SQLite's own tables (sqlite_...) are left out.
-- `id` is the row in sqlite_schema: the other queries name a relation by it, whatever its name is made of.
SELECT s.rowid AS id, s.name, l.type, l.wr AS without_rowid, l.strict, s.sql AS definition
FROM sqlite_schema AS s
JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name
WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY s.name
