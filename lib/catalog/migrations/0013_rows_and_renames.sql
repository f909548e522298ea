-- How many rows a table has may be unknown; 0 says something else.
DROP VIEW v_profiles;
CREATE VIEW v_profiles AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "table", p.profiled_at, p.method,
       iif(coalesce(p.body ->> 'rows_exact', 0), p.row_count, nullif(p.row_count, 0)) AS rows,
       coalesce(p.body ->> 'rows_exact', 0) AS rows_exact, p.sampled, p.body ->> 'bytes' AS bytes,
       p.body ->> '$.duplicate_share.value' AS duplicate_share, p.body ->> '$.freshness.newest' AS newest,
       p.body ->> '$.freshness.column' AS newest_in, p.body ->> '$.quality.score' AS quality, p.notes, p.body,
       p.profiled_at = (SELECT max(n.profiled_at) FROM profile n WHERE n.table_id = p.table_id) AS is_latest
FROM profile p JOIN object o ON o.id = p.table_id JOIN source s ON s.id = p.source_id;

-- How much had been said of the old name and of the new one when a rename was accepted: the new one's own stays with it
-- when that is undone. JSON, the newest versions: {"description": [2, 0], "context": {"owner": [1, 3]}}; empty: not known.
ALTER TABLE rename ADD COLUMN carried TEXT NOT NULL DEFAULT '';
