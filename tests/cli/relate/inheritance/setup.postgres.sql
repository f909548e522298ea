CREATE TABLE animal (animal_id integer PRIMARY KEY, name text);
CREATE TABLE dog (breed text) INHERITS (animal);
INSERT INTO animal SELECT g + 33000, 'a' FROM generate_series(1, 100) g;
INSERT INTO dog SELECT g + 33100, 'a', 'b' FROM generate_series(1, 100) g;
CREATE TABLE vet_visit (id integer PRIMARY KEY, animal_id integer);
INSERT INTO vet_visit SELECT g, 33001 + g % 200 FROM generate_series(1, 2000) g;
ANALYZE;
