-- Parents of tables and of indexes.
SELECT inhrelid, inhparent FROM pg_inherits ORDER BY inhrelid, inhseqno
