CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE parcel (id INTEGER PRIMARY KEY, client_ref INT, sender INT, client INT, owner_id INT, staff_no INT);
INSERT INTO client VALUES (1, 'Mayerhofer GmbH');
