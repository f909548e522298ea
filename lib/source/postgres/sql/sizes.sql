-- Measured sizes of the relations listed in scribe.relations: data, heap with its maps, indexes, everything; what is left
-- is the toast table with its index.
SELECT r.oid, pg_relation_size(r.oid),
       pg_table_size(r.oid) - coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0), pg_indexes_size(r.oid),
       pg_total_relation_size(r.oid)
FROM unnest(string_to_array(current_setting('scribe.relations', true), ',')::oid[]) AS r (oid)
JOIN pg_class c ON c.oid = r.oid
