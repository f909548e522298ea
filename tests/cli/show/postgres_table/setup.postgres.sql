SET client_min_messages = warning;
CREATE SCHEMA app;
CREATE TABLE app.team (id integer PRIMARY KEY, code integer UNIQUE);
CREATE TABLE app.member (
    id integer PRIMARY KEY,
    team_id integer REFERENCES app.team (id) ON UPDATE RESTRICT ON DELETE SET NULL,
    team_code integer REFERENCES app.team (code),
    mail text,
    nick text,
    pass text,
    badge integer
);
CREATE UNIQUE INDEX mail_once ON app.member (mail) WHERE pass IS NOT NULL;
CREATE UNIQUE INDEX nick_once ON app.member (nick);
COMMENT ON INDEX app.nick_once IS 'One name each';
ALTER TABLE app.member CLUSTER ON nick_once;
CREATE INDEX mail_parts ON app.member USING hash (mail);
INSERT INTO app.member (id, badge) VALUES (1, 7), (2, 7);
-- What a failed CREATE INDEX CONCURRENTLY leaves.
\set ON_ERROR_STOP 0
CREATE UNIQUE INDEX CONCURRENTLY badge_once ON app.member (badge);
\set ON_ERROR_STOP 1
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE ON app.member FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMENT ON TRIGGER touched ON app.member IS 'Keeps the time';
CREATE TRIGGER sleeping BEFORE UPDATE ON app.member FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.member DISABLE TRIGGER sleeping;
CREATE RULE keep AS ON DELETE TO app.member DO INSTEAD NOTHING;
COMMENT ON RULE keep ON app.member IS 'Nobody goes';
ALTER TABLE app.member ENABLE ALWAYS RULE keep;
CREATE POLICY own ON app.member USING (id = 1);
COMMENT ON POLICY own ON app.member IS 'Only oneself';
CREATE STATISTICS app.pairs ON mail, (lower(nick)) FROM app.member;
COMMENT ON STATISTICS app.pairs IS 'They go together';
GRANT SELECT (id, mail), UPDATE (mail) ON app.member TO pg_monitor;
GRANT UPDATE (nick) ON app.member TO pg_monitor WITH GRANT OPTION;
CREATE VIEW app.mails AS SELECT mail FROM app.member;
GRANT SELECT (mail) ON app.mails TO pg_monitor;
CREATE FOREIGN DATA WRAPPER nowhere;
CREATE SERVER far FOREIGN DATA WRAPPER nowhere;
CREATE FOREIGN TABLE app.remote (id integer OPTIONS (column_name 'key_no') NOT NULL, name text) SERVER far;
COMMENT ON COLUMN app.remote.id IS 'Theirs';
