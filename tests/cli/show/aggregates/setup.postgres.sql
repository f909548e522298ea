SET client_min_messages = warning;
CREATE SCHEMA app;
CREATE FUNCTION app.add(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION app.take(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 - $2';
CREATE FUNCTION app.less(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2';
CREATE OPERATOR app.<<< (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.less);
CREATE AGGREGATE app.total (integer) (
    SFUNC = int4pl, STYPE = integer, SSPACE = 16, FINALFUNC = int4abs, FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = app.add,
    INITCOND = '0', MSFUNC = int4pl, MINVFUNC = app.take, MSTYPE = integer, MSSPACE = 32, MFINALFUNC = int4abs, MINITCOND = '0',
    SORTOP = OPERATOR(app.<<<), PARALLEL = SAFE
);
CREATE AGGREGATE app.glued (text) (SFUNC = textcat, STYPE = text, INITCOND = '');
CREATE AGGREGATE app.place (VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL
);
