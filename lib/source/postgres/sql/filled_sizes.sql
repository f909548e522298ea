-- Measured sizes of the relations listed in scribe.relations, as in sizes.sql; of an empty one only that it is empty, since
-- there may be thousands and its indexes hold nothing. OFFSET 0 keeps the server from looking at a file more than once.
SELECT r.oid, h.bytes, CASE WHEN h.bytes > 0 THEN pg_table_size(r.oid) END,
       CASE WHEN h.bytes > 0 THEN coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0) END, i.oids, i.bytes
FROM unnest(string_to_array(current_setting('scribe.relations', true), ',')::oid[]) AS r (oid)
JOIN pg_class c ON c.oid = r.oid
CROSS JOIN LATERAL (SELECT pg_relation_size(r.oid) AS bytes OFFSET 0) h
CROSS JOIN LATERAL (SELECT array_agg(x.indexrelid), array_agg(x.bytes)
                    FROM (SELECT indexrelid, pg_table_size(indexrelid) AS bytes
                          FROM pg_index WHERE indrelid = r.oid AND h.bytes > 0 OFFSET 0) x
                    WHERE x.bytes IS NOT NULL) i (oids, bytes)
