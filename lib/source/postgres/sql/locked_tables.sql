-- Tables that cannot be opened now: they, one of their indexes or their toast table is locked against readers, or about to be.
SELECT DISTINCT coalesce(i.indrelid, c.oid, l.relation)
FROM pg_locks l
JOIN pg_database d ON d.oid = l.database
LEFT JOIN pg_index i ON i.indexrelid = l.relation
LEFT JOIN pg_class c ON c.reltoastrelid = l.relation
WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND d.datname = current_database()
