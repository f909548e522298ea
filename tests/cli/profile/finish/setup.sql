CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT);
INSERT INTO person VALUES (1, 'ana@example.com'), (2, 'bo@example.com');
