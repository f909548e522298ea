\set page random(100000, 190000)
SELECT id, path, seen FROM page_view ORDER BY id LIMIT 20 OFFSET :page;
