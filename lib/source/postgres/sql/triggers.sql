-- Triggers. Partitions have copies of the row triggers of their parent, which versions before 15 call internal; copies of
-- the triggers behind foreign keys are none of them.
SELECT t.oid, t.tgrelid, t.tgname::text, t.tgtype, t.tgenabled, fn.nspname::text, f.proname::text, t.tgattr::int2[],
       t.tgconstraint <> 0, t.tgdeferrable, t.tginitdeferred, t.tgoldtable::text, t.tgnewtable::text,
       CASE --@ scribe.locked: CASE WHEN t.tgqual IS NOT NULL AND t.tgrelid = ANY (current_setting('scribe.locked')::oid[]) THEN NULL
            WHEN true THEN pg_get_triggerdef(t.oid) END,
       copy.objid IS NOT NULL
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc f ON f.oid = t.tgfoid
JOIN pg_namespace fn ON fn.oid = f.pronamespace
LEFT JOIN pg_depend copy ON copy.classid = 'pg_trigger'::regclass AND copy.objid = t.oid AND copy.deptype = 'P'
                        AND copy.refclassid = 'pg_trigger'::regclass
WHERE (NOT t.tgisinternal OR (copy.objid IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.oid = t.tgconstraint
                                                                     AND k.contype <> 't')))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (coalesce(current_setting('scribe.namespaces', true), '') = ''
       OR n.oid = ANY (string_to_array(current_setting('scribe.namespaces', true), ',')::oid[]))
