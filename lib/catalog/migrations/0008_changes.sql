-- What people and models changed, and what of it is undone.
CREATE INDEX change_set_by_reverts ON change_set (reverts) WHERE reverts IS NOT NULL;

-- A change set is undone when the newest one that reverts it is not undone itself: along the chain of those an odd
-- number of them follows it.
CREATE VIEW v_changes AS
SELECT c.id AS change_set, c.author, c.command, c.created_at AS changed_at,
       (SELECT count(*) FROM event e WHERE e.change_set_id = c.id) AS events, c.reverts,
       (WITH RECURSIVE chain(tip, length) AS (
            SELECT c.id, 0
            UNION ALL
            SELECT (SELECT max(r.id) FROM change_set r WHERE r.reverts = tip), length + 1 FROM chain
            WHERE tip IS NOT NULL)
        SELECT (max(length) - 1) % 2 FROM chain) AS is_undone,
       (SELECT max(r.id) FROM change_set r WHERE r.reverts = c.id) AS reverted_by
FROM change_set c;

CREATE VIEW v_events AS
SELECT e.id AS event, e.change_set_id AS change_set, c.author, c.command, c.created_at AS changed_at, e.subject,
       e.subject_id, e.label AS object, e.before, e.after
FROM event e JOIN change_set c ON c.id = e.change_set_id;
