-- Measured sizes of the relations listed in scribe.relations: heap, indexes, everything.
SELECT r.oid, pg_relation_size(r.oid), pg_indexes_size(r.oid), pg_total_relation_size(r.oid)
FROM unnest(string_to_array(current_setting('scribe.relations', true), ',')::oid[]) AS r (oid)
