-- Definitions of the indexes listed in scribe.relations.
SELECT r.oid, pg_get_indexdef(r.oid)
FROM unnest(string_to_array(current_setting('scribe.relations', true), ',')::oid[]) AS r (oid)
