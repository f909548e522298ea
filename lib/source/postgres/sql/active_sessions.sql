-- Sessions of others that are at work right now, and those of which this role may not know. Of processes that are no
-- session it may not know either: they are in no database.
SELECT count(*) FILTER (WHERE state = 'active') AS active,
       count(*) FILTER (WHERE state IS NULL AND backend_type IS NULL AND datid IS NOT NULL) AS hidden
FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND application_name NOT LIKE 'scribe/%'
