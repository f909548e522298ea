CREATE EXTENSION pg_stat_statements;
CREATE TABLE depot (nr integer PRIMARY KEY, town text);
CREATE TABLE crate (label text, standing integer);
