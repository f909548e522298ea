CREATE TYPE address AS (street text, town text);
CREATE TABLE person (id integer, home address);
