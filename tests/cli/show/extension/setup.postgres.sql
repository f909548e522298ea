SET client_min_messages = warning;
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE SCHEMA app;
CREATE TABLE app.hstore (id integer PRIMARY KEY);
CREATE TABLE person (mail citext);
