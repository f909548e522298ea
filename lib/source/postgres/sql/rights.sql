-- The system catalogs and functions that scans use, and whether this role may; NULL: the server has none of that name. Reads
-- no table, so that it answers whatever was revoked.
SELECT false AS function, c.name, has_table_privilege(to_regclass('pg_catalog.' || c.name)::oid, 'SELECT') AS allowed
FROM unnest(ARRAY['pg_namespace', 'pg_class', 'pg_attribute', 'pg_attrdef', 'pg_constraint', 'pg_index', 'pg_inherits', 'pg_type',
                  'pg_enum', 'pg_range', 'pg_sequence', 'pg_proc', 'pg_aggregate', 'pg_language', 'pg_trigger', 'pg_rewrite', 'pg_policy',
                  'pg_extension', 'pg_depend', 'pg_description', 'pg_collation', 'pg_opclass', 'pg_am', 'pg_tablespace',
                  'pg_statistic_ext', 'pg_publication', 'pg_publication_rel', 'pg_publication_namespace', 'pg_event_trigger',
                  'pg_foreign_server', 'pg_foreign_table', 'pg_foreign_data_wrapper', 'pg_roles', 'pg_operator',
                  'pg_database', 'pg_default_acl', 'pg_locks', 'pg_available_extensions', 'pg_settings']) AS c (name)
UNION ALL
SELECT true, f.signature, has_function_privilege(to_regprocedure('pg_catalog.' || f.signature)::oid, 'EXECUTE')
FROM unnest(ARRAY['pg_get_keywords()', 'format_type(oid,integer)', 'oidvectortypes(oidvector)', 'pg_get_constraintdef(oid)',
                  'pg_get_expr(pg_node_tree,oid)', 'pg_get_function_arguments(oid)', 'pg_get_function_result(oid)',
                  'pg_get_function_sqlbody(oid)', 'pg_get_indexdef(oid)', 'pg_get_indexdef(oid,integer,boolean)',
                  'pg_get_partkeydef(oid)', 'pg_get_ruledef(oid)', 'pg_get_statisticsobjdef(oid)', 'pg_get_triggerdef(oid)',
                  'pg_get_viewdef(oid)', 'pg_relation_size(regclass)', 'pg_table_size(regclass)',
                  'pg_total_relation_size(regclass)', 'pg_stat_get_live_tuples(oid)', 'pg_stat_get_dead_tuples(oid)',
                  'pg_stat_get_numscans(oid)', 'pg_stat_get_last_vacuum_time(oid)', 'pg_stat_get_last_autovacuum_time(oid)',
                  'pg_stat_get_last_analyze_time(oid)', 'pg_stat_get_last_autoanalyze_time(oid)']) AS f (signature)
