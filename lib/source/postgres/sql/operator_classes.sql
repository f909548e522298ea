SELECT o.oid, n.nspname::text, o.opcname::text, o.opcmethod, o.opcintype, o.opcdefault
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
