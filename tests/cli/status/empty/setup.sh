sqlite3 empty.db VACUUM; sqlite3 shop.db "CREATE TABLE t (a)"
