-- Which columns the system catalogs of this server have.
SELECT c.relname::text, a.attname::text
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0
  AND c.relname IN ('pg_namespace', 'pg_class', 'pg_attribute', 'pg_attrdef', 'pg_constraint', 'pg_index', 'pg_inherits', 'pg_type',
                    'pg_enum', 'pg_range', 'pg_sequence', 'pg_proc', 'pg_aggregate', 'pg_language', 'pg_trigger', 'pg_rewrite', 'pg_policy',
                    'pg_extension', 'pg_depend', 'pg_description', 'pg_collation', 'pg_opclass', 'pg_am', 'pg_tablespace',
                    'pg_statistic_ext', 'pg_publication', 'pg_publication_rel', 'pg_publication_namespace', 'pg_event_trigger',
                    'pg_foreign_server', 'pg_foreign_table', 'pg_foreign_data_wrapper', 'pg_partitioned_table', 'pg_roles', 'pg_operator',
                    'pg_stat_all_tables')
