SET client_min_messages = warning;
CREATE SCHEMA app;
CREATE EXTENSION btree_gist SCHEMA app;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION app.total(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE app.orders (
    id integer PRIMARY KEY,
    total integer CHECK (total > 0),
    subtotal integer CHECK (subtotal > app.total(1)),
    note text DEFAULT 'total',
    twice integer GENERATED ALWAYS AS (total * 2) STORED,
    EXCLUDE USING gist ((total + 1) WITH =) WHERE (id > 0)
);
CREATE INDEX on_expression ON app.orders ((total % 10));
CREATE INDEX on_predicate ON app.orders (id) WHERE total > 100;
CREATE INDEX on_other ON app.orders (subtotal) WHERE note = 'total';
CREATE TRIGGER of_total BEFORE UPDATE OF total ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER when_total BEFORE UPDATE ON app.orders FOR EACH ROW WHEN (OLD.total <> NEW.total) EXECUTE FUNCTION app.touch();
CREATE TRIGGER of_all BEFORE UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE POLICY dear ON app.orders USING (total < 1000) WITH CHECK (total < 100);
CREATE POLICY mine ON app.orders USING (note = CURRENT_USER);
CREATE RULE ignored AS ON UPDATE TO app.orders WHERE NEW.total = 13 DO INSTEAD NOTHING;
CREATE STATISTICS app.pairs ON total, subtotal FROM app.orders;
CREATE STATISTICS app.computed ON (total + subtotal), note FROM app.orders;
CREATE VIEW app.dear AS SELECT id FROM app.orders WHERE total > 100;
CREATE TABLE app.item (order_id integer REFERENCES app.orders, "order total" integer);
CREATE TABLE app.log (at date, kind text) PARTITION BY RANGE (at, lower(kind));
