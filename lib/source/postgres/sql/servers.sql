-- Foreign servers.
SELECT s.oid, s.srvname::text, s.srvowner, w.fdwname::text, s.srvtype, s.srvversion, s.srvacl::text[], s.srvoptions,
       w.fdwoptions
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
