-- The keys of all indexes. cid: -1 the rowid, -2 an expression, which only the definition holds.
-- ?1: as in columns.sql
SELECT s.rowid AS id, i.name AS index_name, k.seqno, k.cid, k.name, k."desc" AS descending, k.coll AS collation
FROM sqlite_schema AS s
CROSS JOIN pragma_index_list(s.name, 'main') AS i
CROSS JOIN pragma_index_xinfo(i.name, 'main') AS k
WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND k.key = 1
  AND s.rowid NOT IN (SELECT value FROM json_each(?1))
ORDER BY s.rowid, i.name, k.seqno
