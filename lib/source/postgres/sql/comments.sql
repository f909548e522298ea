-- All comments on objects that do not belong to the server itself. The plpgsql extension and the public schema have
-- low numbers but are the database's.
SELECT d.classoid, d.objoid, d.objsubid, d.description
FROM pg_description d
WHERE d.objoid >= 16384 OR d.classoid IN ('pg_extension'::regclass, 'pg_namespace'::regclass)
