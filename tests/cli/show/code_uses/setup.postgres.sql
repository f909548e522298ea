CREATE SCHEMA app;
CREATE SEQUENCE app.s;
CREATE SEQUENCE app.unread;
CREATE FUNCTION app.g(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION app.g(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION app.rows() RETURNS SETOF integer LANGUAGE sql AS 'SELECT app.g(1)';
CREATE FUNCTION app.talk() RETURNS text LANGUAGE plpgsql AS $$BEGIN /* app.g(1) */ RETURN 'see app.g(1) or nextval(''app.unread'')'; END$$;
CREATE AGGREGATE app.total(integer) (SFUNC = app.g, STYPE = integer);
CREATE TABLE app.t (
    id integer DEFAULT nextval('app.s'),
    n integer CHECK (app.g(n) > 0),
    words text DEFAULT 'see app.g(1) or nextval(''app.unread'')'
);
CREATE INDEX t_g ON app.t ((app.g(n)));
CREATE STATISTICS app.of_g ON (app.g(n)), id FROM app.t;
CREATE POLICY p ON app.t USING (app.g(n, 1) = 1);
CREATE VIEW app.last AS SELECT last_value FROM app.s;
CREATE VIEW app.numbers AS SELECT r, app.g(r, 2) AS g FROM app.rows() r;
CREATE DOMAIN app.small AS integer CHECK (app.g(value) < 9);
CREATE FUNCTION app.audit() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER audit ON ddl_command_end EXECUTE FUNCTION app.audit();
