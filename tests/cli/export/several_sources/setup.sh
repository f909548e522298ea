sqlite3 stock.db 'CREATE TABLE shelf (id INTEGER PRIMARY KEY)'
scribe scan -q sqlite:stock.db
