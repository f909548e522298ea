-- Names of objects that are not ASCII, and argument types, which are part of a routine's name. Read where the database
-- has no encoding.
SELECT name
FROM (SELECT relname::text FROM pg_class
      UNION SELECT attname::text FROM pg_attribute
      UNION SELECT nspname::text FROM pg_namespace
      UNION SELECT conname::text FROM pg_constraint
      UNION SELECT tgname::text FROM pg_trigger
      UNION SELECT rulename::text FROM pg_rewrite
      UNION SELECT polname::text FROM pg_policy
      UNION SELECT stxname::text FROM pg_statistic_ext
      UNION SELECT typname::text FROM pg_type WHERE typelem = 0
      UNION SELECT proname::text FROM pg_proc
      UNION SELECT oidvectortypes(proargtypes) FROM pg_proc
      UNION SELECT pubname::text FROM pg_publication
      UNION SELECT evtname::text FROM pg_event_trigger
      UNION SELECT srvname::text FROM pg_foreign_server
      UNION SELECT rolname::text FROM pg_roles) n (name)
WHERE name ~ '[^\x01-\x7f]'
ORDER BY name COLLATE "C"
