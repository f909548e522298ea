-- How much of the database's own schemas and tables this role may read, and in how many of them policies choose the rows.
SELECT count(*) AS schemas,
       count(*) FILTER (WHERE s.usable) AS usable,
       coalesce(sum(s.tables), 0)::bigint AS tables,
       coalesce(sum(s.readable) FILTER (WHERE s.usable), 0)::bigint AS readable,
       coalesce(sum(s.filtered) FILTER (WHERE s.usable), 0)::bigint AS filtered
FROM (SELECT has_schema_privilege(n.oid, 'USAGE') AS usable, count(c.oid) AS tables,
             count(*) FILTER (WHERE has_table_privilege(c.oid, 'SELECT')) AS readable,
             count(*) FILTER (WHERE has_table_privilege(c.oid, 'SELECT') AND row_security_active(c.oid)) AS filtered
      FROM pg_namespace n
      LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
      GROUP BY n.oid) s
