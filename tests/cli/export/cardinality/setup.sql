CREATE TABLE parent (id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL, UNIQUE (a, b));
CREATE TABLE by_index (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
CREATE UNIQUE INDEX by_index_parent ON by_index (parent_id);
CREATE TABLE by_partial_index (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
CREATE UNIQUE INDEX by_partial_index_parent ON by_partial_index (parent_id) WHERE id > 10;
CREATE TABLE by_expression (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
CREATE UNIQUE INDEX by_expression_parent ON by_expression (parent_id, abs(id));
CREATE TABLE by_wider_index (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
CREATE UNIQUE INDEX by_wider_index_parent ON by_wider_index (parent_id, id);
CREATE TABLE by_constraint (id INTEGER PRIMARY KEY, parent_id INTEGER UNIQUE REFERENCES parent (id));
CREATE TABLE by_primary_key (id INTEGER PRIMARY KEY REFERENCES parent (id));
CREATE TABLE by_part (
    id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER,
    FOREIGN KEY (b, a) REFERENCES parent (b, a)
);
CREATE UNIQUE INDEX by_part_a ON by_part (a);
CREATE TABLE many (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id));
CREATE INDEX many_parent ON many (parent_id);
