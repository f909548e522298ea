-- Indexes, those that SQLite makes for constraints included. origin: c (CREATE INDEX), u (UNIQUE), pk (PRIMARY KEY).
-- ?1: as in columns.sql
SELECT s.rowid AS id, i.name, i."unique" AS is_unique, i.origin, i.partial, d.sql AS definition
FROM sqlite_schema AS s
CROSS JOIN pragma_index_list(s.name, 'main') AS i
LEFT JOIN sqlite_schema AS d ON d.type = 'index' AND d.name = i.name
WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND s.rowid NOT IN (SELECT value FROM json_each(?1))
ORDER BY s.rowid, i.name
