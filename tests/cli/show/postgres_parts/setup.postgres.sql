SET client_min_messages = warning;
CREATE SCHEMA app;
CREATE TABLE app.member (id integer PRIMARY KEY, mail text, nick text, pass text);
CREATE INDEX everything ON app.member (
    lower(mail) COLLATE "POSIX" text_pattern_ops DESC NULLS LAST, lower(mail), nick COLLATE "C" NULLS FIRST, id DESC
) INCLUDE (pass);
ALTER TABLE app.member CLUSTER ON everything;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE ON app.member FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER sleeping BEFORE UPDATE ON app.member FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.member DISABLE TRIGGER sleeping;
CREATE POLICY own ON app.member USING (id = 1);
CREATE TABLE app.safe (id integer);
ALTER TABLE app.safe ENABLE ROW LEVEL SECURITY;
CREATE TABLE app.later (id integer);
ALTER TABLE app.later FORCE ROW LEVEL SECURITY;
CREATE POLICY safe_own ON app.safe USING (id = 1);
CREATE STATISTICS app.pairs ON mail, (lower(nick)) FROM app.member;
CREATE STATISTICS app." ON x" ON mail, nick FROM app.member;
CREATE FUNCTION app.number() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watched ON sql_drop EXECUTE FUNCTION app.watch();
CREATE TYPE app.pair AS (word text COLLATE "C", n integer);
CREATE DOMAIN app.positive AS integer;
ALTER DOMAIN app.positive ADD CONSTRAINT above CHECK (VALUE > 0) NOT VALID;
