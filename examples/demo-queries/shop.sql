-- SPDX-License-Identifier: MIT
-- A shop with rows enough that slow queries are slow, and with the mistakes that README.md lists. The same rows each time.
CREATE EXTENSION pg_stat_statements;

CREATE TABLE customer (
    id integer PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    city text NOT NULL
);
CREATE TABLE product (
    id integer PRIMARY KEY,
    name text NOT NULL,
    price numeric(8, 2) NOT NULL
);
-- No index on customer_id.
CREATE TABLE orders (
    id integer PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer,
    state text NOT NULL,
    placed timestamptz NOT NULL
);
CREATE TABLE order_line (
    order_id integer NOT NULL REFERENCES orders,
    product_id integer NOT NULL REFERENCES product,
    quantity integer NOT NULL,
    price numeric(8, 2) NOT NULL,
    note text NOT NULL
);
CREATE INDEX order_line_order_id ON order_line (order_id);
CREATE TABLE review (
    id integer PRIMARY KEY,
    product_id integer NOT NULL REFERENCES product,
    stars integer NOT NULL
);
CREATE INDEX review_product_id ON review (product_id);
CREATE TABLE page_view (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id integer NOT NULL,
    path text NOT NULL,
    seen timestamptz NOT NULL
);
CREATE TABLE delivery (
    order_id integer PRIMARY KEY,
    state text NOT NULL
);

INSERT INTO customer
SELECT i, 'customer' || i || '@shop.example', 'Customer ' || i, 'City ' || i % 90 FROM generate_series(1, 20000) i;
INSERT INTO product
SELECT i, 'Product ' || i, 1 + i % 500 FROM generate_series(1, 2000) i;
INSERT INTO orders
SELECT i, 1 + i * 7919 % 20000, (ARRAY['new', 'paid', 'sent', 'sent', 'sent'])[1 + i % 5],
    timestamptz '2025-01-01 00:00+00' + i * interval '7 minutes'
FROM generate_series(1, 60000) i;
INSERT INTO order_line
SELECT 1 + i % 60000, 1 + i * 31 % 2000, 1 + i % 4, 1 + i * 17 % 500, 'as ordered ' || md5(i::text)
FROM generate_series(1, 180000) i;
INSERT INTO review SELECT i, 1 + i * 13 % 2000, 1 + i % 5 FROM generate_series(1, 20000) i;
INSERT INTO page_view (customer_id, path, seen)
SELECT 1 + i * 101 % 20000, '/product/' || i % 2000, timestamptz '2025-06-01 00:00+00' + i * interval '20 seconds'
FROM generate_series(1, 200000) i;
-- The statistics of delivery are those of a few rows: what came later nobody analysed.
INSERT INTO delivery SELECT i, 'waiting' FROM generate_series(1, 10) i;
VACUUM ANALYZE;
INSERT INTO delivery SELECT i, CASE WHEN i % 4 = 0 THEN 'waiting' ELSE 'done' END FROM generate_series(11, 60000) i;

-- As little as an old server's configuration gives: sorts go to disk soon.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = %L', current_database(), '1MB'); END $$;
-- Only the workload counts.
SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = current_database();
