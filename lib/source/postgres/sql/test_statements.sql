-- pg_stat_statements: can it be installed, is its library loaded (then its settings exist), is it installed here, may this
-- role read it, and what columns do its views have. preload is NULL for roles that may not see it.
SELECT current_user AS role,
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements') AS available,
       EXISTS (SELECT FROM pg_settings WHERE name = 'pg_stat_statements.max') AS loaded,
       (SELECT setting FROM pg_settings WHERE name = 'shared_preload_libraries') AS preload,
       (SELECT n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname = 'pg_stat_statements') AS schema,
       (SELECT has_schema_privilege(e.extnamespace, 'USAGE') FROM pg_extension e WHERE e.extname = 'pg_stat_statements') AS usable,
       (SELECT has_table_privilege(c.oid, 'SELECT')
        FROM pg_extension e JOIN pg_class c ON c.relnamespace = e.extnamespace AND c.relname = 'pg_stat_statements'
        WHERE e.extname = 'pg_stat_statements') AS readable,
       (SELECT string_agg(c.relname || '.' || a.attname, ',')
        FROM pg_extension e JOIN pg_class c ON c.relnamespace = e.extnamespace
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE e.extname = 'pg_stat_statements' AND c.relname IN ('pg_stat_statements', 'pg_stat_statements_info')) AS columns
