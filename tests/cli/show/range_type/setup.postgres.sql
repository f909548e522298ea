CREATE SCHEMA app;
CREATE TYPE app.span AS RANGE (subtype = float8);
CREATE FUNCTION app.twice(app.span) RETURNS app.span LANGUAGE sql AS 'SELECT $1';
CREATE TABLE app.visit (during app.span, pauses app.span_multirange);
