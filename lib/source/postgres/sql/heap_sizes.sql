-- Measured size of the heap alone of the relations listed in scribe.relations.
SELECT r.oid, pg_relation_size(r.oid)
FROM unnest(string_to_array(current_setting('scribe.relations', true), ',')::oid[]) AS r (oid)
