-- Names of the roles that own something.
SELECT oid, rolname::text FROM pg_roles
