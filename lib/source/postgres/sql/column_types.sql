-- Each type with its modifier that a column has, written out once; and what stands behind it: for a domain, enum,
-- composite or range (or an array of one) its kind and name. Before version 14 a domain over arrays names their element, too.
SELECT u.atttypid, u.atttypmod, format_type(u.atttypid, u.atttypmod), t.typcollation, t.typstorage,
       CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, t.typtype, t.typelem <> 0 AND t.typlen = -1 AND t.typtype <> 'd',
       b.typtype, n.nspname::text, b.typname::text
FROM (SELECT a.atttypid, a.atttypmod
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
      GROUP BY 1, 2) u
JOIN pg_type t ON t.oid = u.atttypid
LEFT JOIN pg_type b ON b.oid = CASE WHEN t.typelem <> 0 AND t.typlen = -1 AND t.typtype <> 'd' THEN t.typelem ELSE t.oid END
                   AND b.typtype IN ('d', 'e', 'c', 'r', 'm') AND b.typnamespace <> 'pg_catalog'::regnamespace
LEFT JOIN pg_namespace n ON n.oid = b.typnamespace
