-- Measured sizes of the relations listed in scribe.relations: data, everything but indexes, of that the toast table with its
-- index, and each index.
SELECT r.oid, pg_relation_size(r.oid), pg_table_size(r.oid), coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0),
       i.oids, i.bytes
FROM unnest(string_to_array(current_setting('scribe.relations', true), ',')::oid[]) AS r (oid)
JOIN pg_class c ON c.oid = r.oid
CROSS JOIN LATERAL (SELECT array_agg(x.indexrelid), array_agg(x.bytes)
                    FROM (SELECT indexrelid, pg_table_size(indexrelid) AS bytes FROM pg_index WHERE indrelid = r.oid OFFSET 0) x
                    WHERE x.bytes IS NOT NULL) i (oids, bytes)
