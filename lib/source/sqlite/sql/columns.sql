-- Columns of tables and views, hidden and generated ones included.
-- ?1: JSON array of the relations (rows of sqlite_schema) that SQLite cannot open: one of them would fail them all.
SELECT s.rowid AS id, x.cid, x.name, x.type, x."notnull" AS not_null, x.dflt_value, x.pk, x.hidden
FROM sqlite_schema AS s, pragma_table_xinfo(s.name, 'main') AS x
WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND s.rowid NOT IN (SELECT value FROM json_each(?1))
ORDER BY s.rowid, x.cid
