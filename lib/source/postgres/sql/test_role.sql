-- Who is connected, what the role is a member of, and the time limits in force. NULL: the server has no such role or setting.
SELECT current_user::text AS role,
       current_setting('is_superuser') = 'on' AS superuser,
       pg_is_in_recovery() AS standby,
       (SELECT pg_has_role(r.oid, 'USAGE') FROM pg_roles r WHERE r.rolname = 'pg_monitor') AS monitor,
       (SELECT pg_has_role(r.oid, 'USAGE') FROM pg_roles r WHERE r.rolname = 'pg_read_all_stats') AS all_stats,
       (SELECT pg_has_role(r.oid, 'USAGE') FROM pg_roles r WHERE r.rolname = 'pg_read_all_data') AS all_data,
       current_setting('statement_timeout') AS statement_timeout,
       current_setting('lock_timeout') AS lock_timeout,
       current_setting('idle_in_transaction_session_timeout', true) AS idle_timeout,
       current_setting('transaction_timeout', true) AS transaction_timeout
