-- Functions, procedures and aggregates, but those that the server made with a range type, which are part of it: the only
-- ones that depend on something internally.
SELECT p.oid, p.pronamespace, p.proname::text, p.prokind, oidvectortypes(p.proargtypes), pg_get_function_arguments(p.oid),
       pg_get_function_result(p.oid), l.lanname::text, p.provolatile, p.proparallel,
       CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END THEN p.procost::text END,
       CASE WHEN p.prorows <> CASE WHEN p.proretset THEN 1000 ELSE 0 END THEN p.prorows::text END,
       CASE WHEN p.prosupport <> 0 THEN p.prosupport::regproc::text END, p.proisstrict, p.proleakproof, p.prosecdef,
       p.proconfig, p.prosrc, p.probin, p.proowner, p.proacl::text[],
       g.aggkind, g.aggtransfn::regproc::text, format_type(g.aggtranstype, NULL),
       CASE WHEN g.aggtransspace <> 0 THEN g.aggtransspace::text END,
       CASE WHEN g.aggfinalfn <> 0 THEN g.aggfinalfn::regproc::text END, coalesce(g.aggfinalextra, false), g.aggfinalmodify,
       g.agginitval,
       CASE WHEN g.aggcombinefn <> 0 THEN g.aggcombinefn::regproc::text END,
       CASE WHEN g.aggserialfn <> 0 THEN g.aggserialfn::regproc::text END,
       CASE WHEN g.aggdeserialfn <> 0 THEN g.aggdeserialfn::regproc::text END,
       CASE WHEN g.aggmtransfn <> 0 THEN g.aggmtransfn::regproc::text END,
       CASE WHEN g.aggminvtransfn <> 0 THEN g.aggminvtransfn::regproc::text END,
       CASE WHEN g.aggmtranstype <> 0 THEN format_type(g.aggmtranstype, NULL) END,
       CASE WHEN g.aggmtransspace <> 0 THEN g.aggmtransspace::text END,
       CASE WHEN g.aggmfinalfn <> 0 THEN g.aggmfinalfn::regproc::text END, coalesce(g.aggmfinalextra, false), g.aggmfinalmodify,
       g.aggminitval,
       CASE WHEN o.oid IS NOT NULL THEN CASE WHEN o.oprnamespace = 'pg_catalog'::regnamespace THEN o.oprname::text
                                        ELSE format('OPERATOR(%I.%s)', os.nspname, o.oprname) END END,
       NULL::text --@ pg_proc.prosqlbody: CASE WHEN p.prosqlbody IS NOT NULL AND p.oid <> ALL (coalesce(nullif(current_setting('scribe.locked', true), ''), '{}')::oid[]) THEN pg_get_function_sqlbody(p.oid) END
FROM pg_proc p
JOIN pg_language l ON l.oid = p.prolang
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
LEFT JOIN pg_operator o ON o.oid = g.aggsortop
LEFT JOIN pg_namespace os ON os.oid = o.oprnamespace
WHERE NOT (l.lanname = 'internal' AND EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                                              AND d.deptype = 'i'))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
