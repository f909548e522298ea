-- Sessions of others that are at work right now.
SELECT count(*) AS active
FROM pg_stat_activity
WHERE state = 'active' AND pid <> pg_backend_pid() AND application_name NOT LIKE 'scribe/%'
