CREATE TABLE customer (id INTEGER PRIMARY KEY, fullName TEXT NOT NULL, emailAddress TEXT, "HTTPServer" TEXT);
CREATE TABLE customer_address (id INTEGER PRIMARY KEY, customer_id INT REFERENCES customer (id), street TEXT, postcode TEXT);
CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer_id INT, total NUMERIC CHECK (total >= 0), "odd name; DROP ""x""" TEXT);
CREATE VIEW overdue AS SELECT id FROM invoice WHERE total > 1000;
CREATE INDEX invoice_big ON invoice (total) WHERE total > 99999;
CREATE TABLE "naïve_Größe" (a TEXT);
