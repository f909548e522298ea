SET client_min_messages = warning;
CREATE SCHEMA sales;
COMMENT ON SCHEMA sales IS 'What is sold';
CREATE TYPE sales.status AS ENUM ('new', 'paid', 'sent');
CREATE DOMAIN sales.cents AS bigint CHECK (VALUE >= 0);
CREATE TABLE sales.customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    "Full Name" varchar(80) COLLATE "C"
);
COMMENT ON TABLE sales.customer IS E'Who buys | "people"\nand companies';
COMMENT ON COLUMN sales.customer.email IS 'Unique in lower case';
CREATE UNIQUE INDEX customer_email_lower ON sales.customer (lower(email));
CREATE TABLE sales.orders (
    id bigserial PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES sales.customer (id) ON DELETE CASCADE,
    status sales.status NOT NULL DEFAULT 'new',
    net sales.cents,
    gross numeric(12, 2) GENERATED ALWAYS AS (net * 1.19 / 100) STORED,
    CONSTRAINT paid_has_net CHECK (status = 'new' OR net IS NOT NULL)
);
CREATE INDEX orders_open ON sales.orders (customer_id) INCLUDE (net) WHERE status <> 'sent';
CREATE TABLE sales.event (at timestamptz NOT NULL, order_id bigint) PARTITION BY RANGE (at);
CREATE TABLE sales.event_2024 PARTITION OF sales.event FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00');
CREATE VIEW sales.open_orders AS SELECT o.id, c.email FROM sales.orders o JOIN sales.customer c ON c.id = o.customer_id WHERE o.status <> 'sent';
CREATE MATERIALIZED VIEW sales.per_customer AS SELECT customer_id, count(*) AS orders FROM sales.orders GROUP BY 1 WITH NO DATA;
CREATE FUNCTION sales.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE ON sales.orders FOR EACH ROW EXECUTE FUNCTION sales.touch();
ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON sales.orders FOR SELECT USING (net < 1000);
INSERT INTO sales.customer (email) VALUES ('a@shop.example'), ('b@shop.example');
ANALYZE;
