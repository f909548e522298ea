-- Which columns of which relations, sequences among them, each view reads; column 0 stands for the relation as a whole,
-- those below for the server's own (ctid, xmin ...).
SELECT DISTINCT r.ev_class, d.refobjid, d.refobjsubid, n.nspname::text, c.relname::text, a.attname::text
FROM pg_depend d
JOIN pg_rewrite r ON r.oid = d.objid AND r.rulename = '_RETURN'
JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
JOIN pg_class c ON c.oid = d.refobjid AND c.oid <> r.ev_class AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_namespace vn ON vn.oid = v.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
  AND vn.nspname !~ '^pg_' AND vn.nspname <> 'information_schema'
ORDER BY 1, 4, 5, 3
