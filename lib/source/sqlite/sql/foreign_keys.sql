-- The columns of all foreign keys. SQLite numbers the keys of a table from the last one in its text to the first.
-- ?1: as in columns.sql
SELECT s.rowid AS id, f.id AS key_number, f.seq, f."table" AS parent, f."from" AS child_column, f."to" AS parent_column,
       f.on_update, f.on_delete
FROM sqlite_schema AS s, pragma_foreign_key_list(s.name, 'main') AS f
WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND s.rowid NOT IN (SELECT value FROM json_each(?1))
ORDER BY s.rowid, f.id, f.seq
