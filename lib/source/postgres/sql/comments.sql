-- All comments on objects that do not belong to the server itself. The plpgsql extension and the public schema have
-- low numbers but are the database's; what the server says of the latter in every database is no comment of anybody.
SELECT d.classoid, d.objoid, d.objsubid, d.description
FROM pg_description d
WHERE (d.objoid >= 16384 OR d.classoid IN ('pg_extension'::regclass, 'pg_namespace'::regclass))
  AND NOT (d.classoid = 'pg_namespace'::regclass AND d.description = 'standard public schema')
