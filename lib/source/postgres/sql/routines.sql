-- Functions, procedures and aggregates, but those that the server made with a range type, which are part of it: the only
-- ones that depend on something internally.
SELECT p.oid, p.pronamespace, p.proname::text, p.prokind, oidvectortypes(p.proargtypes), pg_get_function_arguments(p.oid),
       pg_get_function_result(p.oid), l.lanname::text, p.provolatile, p.proparallel,
       CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END THEN p.procost::text END,
       CASE WHEN p.prorows <> CASE WHEN p.proretset THEN 1000 ELSE 0 END THEN p.prorows::text END,
       CASE WHEN p.prosupport <> 0 THEN p.prosupport::regproc::text END, p.proisstrict, p.proleakproof, p.prosecdef,
       p.proconfig, p.prosrc, p.probin, p.proowner, p.proacl::text[],
       CASE WHEN g.aggfnoid IS NOT NULL THEN g.aggtransfn::regproc::text END,
       CASE WHEN g.aggfnoid IS NOT NULL THEN format_type(g.aggtranstype, NULL) END,
       CASE WHEN g.aggfinalfn <> 0 THEN g.aggfinalfn::regproc::text END, g.agginitval,
       NULL::text --@ pg_proc.prosqlbody: CASE WHEN p.prosqlbody IS NOT NULL AND p.oid <> ALL (coalesce(nullif(current_setting('scribe.locked', true), ''), '{}')::oid[]) THEN pg_get_function_sqlbody(p.oid) END
FROM pg_proc p
JOIN pg_language l ON l.oid = p.prolang
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
WHERE NOT (l.lanname = 'internal' AND EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                                              AND d.deptype = 'i'))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
