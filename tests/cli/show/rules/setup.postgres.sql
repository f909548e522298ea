CREATE TABLE t (id integer, n integer);
CREATE TABLE log (id integer, what text);
CREATE RULE logged AS ON UPDATE TO t WHERE NEW.n > 9 DO ALSO (INSERT INTO log VALUES (NEW.id, 'many'); INSERT INTO log VALUES (OLD.id, 'were'));
CREATE RULE quiet AS ON DELETE TO t DO INSTEAD NOTHING;
COMMENT ON RULE quiet ON t IS 'Rows stay.';
ALTER TABLE t DISABLE RULE logged;
CREATE VIEW places AS SELECT ctid, xmin, id FROM t;
