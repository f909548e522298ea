\set first random(1, 59990)
SELECT id, placed FROM orders WHERE id BETWEEN :first AND :first + 5;
\set one :first + 0
SELECT product_id, quantity, price FROM order_line WHERE order_id = :one;
\set one :first + 1
SELECT product_id, quantity, price FROM order_line WHERE order_id = :one;
\set one :first + 2
SELECT product_id, quantity, price FROM order_line WHERE order_id = :one;
\set one :first + 3
SELECT product_id, quantity, price FROM order_line WHERE order_id = :one;
\set one :first + 4
SELECT product_id, quantity, price FROM order_line WHERE order_id = :one;
\set one :first + 5
SELECT product_id, quantity, price FROM order_line WHERE order_id = :one;
