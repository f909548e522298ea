SET client_min_messages = warning;
CREATE TABLE one (id int PRIMARY KEY, email text);
INSERT INTO one SELECT i, 'leaky' || i || '@leakmail.net' FROM generate_series(1, 30) i;
CREATE VIEW badv AS SELECT email::int AS number FROM one;
CREATE FUNCTION tell(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'saw %', $1; RAISE EXCEPTION 'no place for %', $1 USING HINT = 'leave out ' || $1; END $$;
CREATE VIEW raising AS SELECT tell(email) AS email FROM one;
CREATE VIEW gone AS SELECT * FROM one;
CREATE TABLE shorter (a int, b int);
