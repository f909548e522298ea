sqlite3 stock.db 'CREATE TABLE shelf (id INTEGER PRIMARY KEY); CREATE TABLE orders (id INTEGER PRIMARY KEY, shelf INTEGER)'
scribe scan -q sqlite:stock.db
