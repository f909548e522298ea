CREATE TABLE t (a TEXT DEFAULT 'x
y', b TEXT DEFAULT 'x y', c TEXT CHECK (c <> 'x	y' -- it's not
    AND c <> 'z'));
