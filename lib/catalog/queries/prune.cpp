// SPDX-License-Identifier: MIT
#include "catalog/queries/snapshots.hpp"

namespace scribe::catalog {

namespace {

std::int64_t count(sqlite::Db &db, char const *sql, std::int64_t source, std::string_view before) {
    sqlite::Stmt select{db, sql};
    select.bind(1, source);
    select.bind(2, before);
    return select.step() ? select.get_int(0) : 0;
}

void run(sqlite::Db &db, char const *sql, std::int64_t first, std::int64_t second) {
    sqlite::Stmt statement{db, sql};
    statement.bind(1, first);
    statement.bind(2, second);
    statement.run();
}

/// Counters are written where they change: what stood before the first snapshot that stays is said of that one.
void carry_over(sqlite::Db &db, std::int64_t source, std::int64_t first_kept) {
    run(db,
        "UPDATE query_figure AS f SET snapshot_id = ?2 WHERE f.snapshot_id < ?2 AND f.snapshot_id = (SELECT "
        "max(l.snapshot_id) FROM query_figure l JOIN query_snapshot p ON p.id = l.snapshot_id WHERE l.entry_id = "
        "f.entry_id AND l.snapshot_id <= ?2 AND p.origin IN ('server', 'file')) AND f.snapshot_id IN (SELECT id FROM "
        "query_snapshot WHERE source_id = ?1 AND origin IN ('server', 'file'))",
        source, first_kept);
    run(db, "DELETE FROM query_snapshot WHERE source_id = ?1 AND id < ?2 AND origin IN ('server', 'file')", source,
        first_kept);
    sqlite::Stmt gone{db, "DELETE FROM query_figure WHERE snapshot_id = ? AND calls IS NULL"};
    gone.bind(1, first_kept);
    gone.run();
}

} // namespace

std::int64_t prune_snapshots(Store &store, std::int64_t source_id, std::string_view before, bool dry_run) {
    auto &db = store.db();
    sqlite::Txn transaction{db};
    auto const first_kept = count(
        db,
        "SELECT coalesce((SELECT min(id) FROM query_snapshot WHERE source_id = ?1 AND taken_at >= ?2 AND origin IN "
        "('server', 'file')), (SELECT max(id) FROM query_snapshot WHERE source_id = ?1 AND origin IN ('server', "
        "'file')), 0)",
        source_id, before);
    sqlite::Stmt total{db,
                       "SELECT count(*) FROM query_snapshot WHERE source_id = ?1 AND CASE WHEN origin IN ('server', "
                       "'file') THEN id < ?2 ELSE taken_at < ?3 END"};
    total.bind(1, source_id);
    total.bind(2, first_kept);
    total.bind(3, before);
    total.step();
    auto const going = total.get_int(0);
    total.reset();
    if (dry_run || going == 0) return going;
    carry_over(db, source_id, first_kept);
    sqlite::Stmt periods{db, "DELETE FROM query_snapshot WHERE source_id = ? AND taken_at < ? AND origin IN ('log', "
                             "'workload')"};
    periods.bind(1, source_id);
    periods.bind(2, before);
    periods.run();
    db.exec("DELETE FROM query_entry WHERE id NOT IN (SELECT entry_id FROM query_figure)");
    db.exec("DELETE FROM query WHERE id NOT IN (SELECT query_id FROM query_entry) AND id NOT IN (SELECT query_id FROM "
            "query_plan)");
    transaction.commit();
    return going;
}

} // namespace scribe::catalog
