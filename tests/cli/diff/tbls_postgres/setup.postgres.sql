CREATE SCHEMA app;
CREATE EXTENSION pg_trgm;
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN full_text AS text NOT NULL;
CREATE SEQUENCE s;
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(40) NOT NULL CHECK (name <> 'public.x'),
    m mood DEFAULT 'sad', note full_text, twice int GENERATED ALWAYS AS (length(name) * 2) STORED);
CREATE TABLE app.visit (day date, person bigint REFERENCES person ON DELETE CASCADE, n int DEFAULT nextval('s'),
    "a.b" text[], PRIMARY KEY (person, day));
CREATE TABLE app.event (visit_day date, person bigint, FOREIGN KEY (person, visit_day) REFERENCES app.visit (person, day));
CREATE INDEX visit_day ON app.visit (day DESC, lower("a.b"[1])) INCLUDE (n) WHERE n > 0;
CREATE VIEW happy AS SELECT p.id, v.day FROM person p JOIN app.visit v ON v.person = p.id WHERE p.m = 'happy';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION feel(p person, m mood DEFAULT 'sad') RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER touch BEFORE UPDATE OF name ON person FOR EACH ROW WHEN (old.m = 'sad') EXECUTE FUNCTION touch();
COMMENT ON TABLE person IS 'People';
