SELECT e.oid, e.evtname::text, e.evtevent::text, e.evtowner, n.nspname::text, f.proname::text, e.evtenabled, e.evttags
FROM pg_event_trigger e JOIN pg_proc f ON f.oid = e.evtfoid JOIN pg_namespace n ON n.oid = f.pronamespace
