-- Who may do what with the database, where that was ever said, and what becomes of objects that a role makes from now on.
SELECT NULL::"char", d.datdba, NULL::text, d.datacl::text[]
FROM pg_database d WHERE d.datname = current_database() AND d.datacl IS NOT NULL
UNION ALL
SELECT a.defaclobjtype, a.defaclrole, n.nspname::text, a.defaclacl::text[]
FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
