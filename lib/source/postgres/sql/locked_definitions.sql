-- Relations that cannot be opened now, since another session locks them against readers or is about to, and what has a
-- definition that names one of them: views, rules, policies and functions, for whose definition the server opens it. With
-- the table that is locked: of an index its own.
WITH locked AS (
    SELECT DISTINCT l.relation AS oid, n.nspname::text AS schema_name, c.relname::text AS table_name
    FROM pg_locks l
    JOIN pg_database d ON d.oid = l.database
    LEFT JOIN pg_index i ON i.indexrelid = l.relation
    LEFT JOIN pg_class c ON c.oid = coalesce(i.indrelid, l.relation)
    LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND d.datname = current_database()),
named AS (
    SELECT d.classid, d.objid, locked.schema_name, locked.table_name
    FROM pg_depend d
    JOIN locked ON locked.oid = d.refobjid
    WHERE d.refclassid = 'pg_class'::regclass
      AND d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass))
SELECT oid, true AS relation, coalesce(schema_name, ''), coalesce(table_name, '') FROM locked
UNION
SELECT objid, false, coalesce(schema_name, ''), coalesce(table_name, '') FROM named
UNION
SELECT r.ev_class, false, coalesce(schema_name, ''), coalesce(table_name, '')
FROM named
JOIN pg_rewrite r ON r.oid = named.objid
WHERE named.classid = 'pg_rewrite'::regclass AND r.rulename = '_RETURN'
