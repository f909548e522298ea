-- Relations that cannot be opened now, since another session locks them against readers or is about to, and what has a
-- definition that names one of them: views, rules, policies and functions, for whose definition the server opens it.
WITH locked AS (
    SELECT DISTINCT l.relation AS oid
    FROM pg_locks l
    JOIN pg_database d ON d.oid = l.database
    WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND d.datname = current_database()),
named AS (
    SELECT d.classid, d.objid
    FROM pg_depend d
    JOIN locked ON locked.oid = d.refobjid
    WHERE d.refclassid = 'pg_class'::regclass
      AND d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass))
SELECT oid, true AS relation FROM locked
UNION
SELECT objid, false FROM named
UNION
SELECT r.ev_class, false
FROM named
JOIN pg_rewrite r ON r.oid = named.objid
WHERE named.classid = 'pg_rewrite'::regclass AND r.rulename = '_RETURN'
