CREATE TABLE whole (id integer PRIMARY KEY);
CREATE TABLE fraction (id numeric PRIMARY KEY);
CREATE TABLE float (id double precision PRIMARY KEY);
CREATE TABLE child (short smallint, whole integer, fraction numeric(10, 2), float real);
