# 40 groups of five tables that refer to each other, each group to the one before; 20 tables without relationships.
for g in $(seq -w 1 40); do
    echo "CREATE TABLE g${g}_a (id INTEGER PRIMARY KEY, before INTEGER$([ "$g" = 01 ] || printf ' REFERENCES g%02d_a (id)' $((10#$g - 1))));"
    for t in b c d e; do echo "CREATE TABLE g${g}_$t (id INTEGER PRIMARY KEY, a INTEGER REFERENCES g${g}_a (id));"; done
done | sqlite3 many.db
for i in $(seq 1 20); do echo "CREATE TABLE alone_$i (id INTEGER PRIMARY KEY);"; done | sqlite3 many.db
scribe scan -q sqlite:many.db
