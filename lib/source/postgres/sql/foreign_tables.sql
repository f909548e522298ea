SELECT f.ftrelid, s.srvname::text, f.ftoptions FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
