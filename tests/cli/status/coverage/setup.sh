# SQLite has no comments: two tables and one column get theirs in the catalog.
sqlite3 shop.db "CREATE TABLE done (a INT); CREATE TABLE bare (b INT, c INT, d INT); CREATE VIEW v AS SELECT a FROM done"
scribe_() { "$scribe_program" "$@"; }
scribe_ scan -q sqlite:shop.db --as shop
sqlite3 .scribe/catalog.db "UPDATE object SET comment = 'x' WHERE kind = 'table' AND name = 'done' OR kind = 'column' AND name = 'a' OR name = 'v'; UPDATE object SET comment = '' WHERE name = 'bare'"
