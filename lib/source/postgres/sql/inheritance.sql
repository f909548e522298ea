-- Parents of tables.
SELECT h.inhrelid, h.inhparent, n.nspname::text, c.relname::text
FROM pg_inherits h
JOIN pg_class c ON c.oid = h.inhparent AND c.relkind IN ('r', 'p', 'f')
JOIN pg_namespace n ON n.oid = c.relnamespace
ORDER BY h.inhrelid, h.inhseqno
