SELECT e.oid, e.extname::text, e.extversion, n.nspname::text, e.extowner
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
