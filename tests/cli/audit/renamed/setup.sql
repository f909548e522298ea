CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT, note TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT, total INT);
INSERT INTO customer VALUES (1, 'a@b.example', 'x'), (2, 'c@d.example', 'y');
INSERT INTO orders VALUES (1, 1, 5), (2, 2, 6);
