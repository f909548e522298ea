-- Text encoding and size in bytes of the whole file, and whether ANALYZE was ever run.
SELECT e.encoding,
       c.page_count * s.page_size AS bytes,
       EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'sqlite_stat1') AS analyzed,
       EXISTS (SELECT 1 FROM pragma_module_list WHERE name = 'dbstat') AS can_measure
FROM pragma_encoding AS e, pragma_page_count AS c, pragma_page_size AS s
