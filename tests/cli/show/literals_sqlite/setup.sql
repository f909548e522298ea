CREATE TABLE t (a TEXT DEFAULT 'x
y', b TEXT DEFAULT 'x y', c TEXT CHECK (c <> 'x	y' -- it's not
    AND c <> 'z'));
CREATE TABLE lines ("new
line" TEXT UNIQUE, "new line" TEXT);
CREATE VIEW v AS SELECT "new
line" FROM lines;
