-- What belongs to an extension: class, object, extension.
SELECT d.classid, d.objid, d.refobjid
FROM pg_depend d
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
  AND d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass,
                    'pg_foreign_server'::regclass, 'pg_event_trigger'::regclass)
