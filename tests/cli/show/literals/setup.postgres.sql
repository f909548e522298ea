CREATE SCHEMA app;
CREATE TYPE app.mark AS ENUM (E'l\nx', 'l x', E'l\tx', E'it''s\\\n');
CREATE DOMAIN app.line AS text DEFAULT E'd\n' CHECK (value <> E'v\nw');
CREATE TABLE app.a (
    x text DEFAULT E'new\nline' CHECK (x <> E'a\nb'),
    y text DEFAULT 'new line',
    g text GENERATED ALWAYS AS (x || E'\t|`') STORED
);
COMMENT ON COLUMN app.a.y IS E'a comment''s\nline''s end';
CREATE INDEX a_index ON app.a ((x || E'\n')) WHERE y = E'p\nq';
CREATE POLICY mine ON app.a USING (x = E'u\nv');
CREATE TABLE app.p (k text) PARTITION BY LIST (k);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (E'a\nb');
CREATE FUNCTION app.f(a text DEFAULT E'f\ng') RETURNS text LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION app.t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER t BEFORE UPDATE ON app.a FOR EACH ROW WHEN (new.x = E'w\nx') EXECUTE FUNCTION app.t(E'r\ns');
