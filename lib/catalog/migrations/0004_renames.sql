-- Objects that are another one under a new name: what was said about the old one is about the new one.
CREATE TABLE rename (
    new_id        INTEGER PRIMARY KEY,   -- id of the object as it is called now
    old_id        INTEGER NOT NULL,
    source_id     INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    scan_id       INTEGER NOT NULL,      -- the scan that found the new name
    change_set_id TEXT NOT NULL REFERENCES change_set (id),
    kind          TEXT NOT NULL,
    old_schema    TEXT NOT NULL,
    old_table     TEXT NOT NULL,
    old_name      TEXT NOT NULL,
    new_schema    TEXT NOT NULL,
    new_table     TEXT NOT NULL,
    new_name      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX rename_by_old ON rename (old_id);
CREATE INDEX rename_by_source ON rename (source_id);

CREATE VIEW v_renames AS
SELECT s.name AS source, r.kind, r.old_schema, r.old_table, r.old_name, r.new_schema, r.new_table, r.new_name,
       r.scan_id AS scan, c.author, c.created_at AS accepted_at
FROM rename r JOIN source s ON s.id = r.source_id JOIN change_set c ON c.id = r.change_set_id;
