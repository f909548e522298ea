// SPDX-License-Identifier: MIT
#include "catalog/queries/snapshots.hpp"

#include <vector>

namespace scribe::catalog {

namespace {

void run(sqlite::Db &db, char const *sql, std::int64_t first, std::int64_t second) {
    sqlite::Stmt statement{db, sql};
    statement.bind(1, first);
    statement.bind(2, second);
    statement.run();
}

/// The snapshots of counters that go, and those before the limit that stay: the newest of each scope is what later ones
/// are compared with.
struct Selection {
    std::int64_t going = 0;
    std::vector<std::int64_t> bases; ///< the oldest first
};

Selection select(sqlite::Db &db, std::int64_t source, std::string_view before) {
    Selection selection;
    sqlite::Stmt snapshots{
        db, "SELECT id, id = max(id) OVER (PARTITION BY scope) FROM query_snapshot WHERE source_id = ? AND "
            "taken_at < ? AND origin IN ('server', 'file') ORDER BY id"};
    snapshots.bind(1, source);
    snapshots.bind(2, before);
    while (snapshots.step()) {
        if (snapshots.get_int(1) != 0) selection.bases.push_back(snapshots.get_int(0));
        else ++selection.going;
    }
    return selection;
}

/// Counters are written where they change: what stood before a snapshot that stays is said of that one.
void carry_over(sqlite::Db &db, std::int64_t source, std::vector<std::int64_t> const &bases) {
    db.exec("CREATE TEMP TABLE IF NOT EXISTS base (id INTEGER PRIMARY KEY)");
    db.exec("DELETE FROM temp.base");
    sqlite::Stmt insert{db, "INSERT INTO temp.base VALUES (?)"};
    for (auto const base : bases) {
        insert.bind(1, base);
        insert.run();
        run(db,
            "UPDATE query_figure AS f SET snapshot_id = ?2 WHERE f.snapshot_id < ?2 AND f.snapshot_id NOT IN (SELECT "
            "id "
            "FROM temp.base) AND f.snapshot_id = (SELECT max(l.snapshot_id) FROM query_figure l JOIN query_snapshot p "
            "ON "
            "p.id = l.snapshot_id WHERE l.entry_id = f.entry_id AND l.snapshot_id <= ?2 AND p.origin IN ('server', "
            "'file')) AND f.snapshot_id IN (SELECT id FROM query_snapshot WHERE source_id = ?1 AND origin IN "
            "('server', "
            "'file'))",
            source, base);
    }
    run(db,
        "DELETE FROM query_snapshot WHERE source_id = ?1 AND id < ?2 AND origin IN ('server', 'file') AND id NOT IN "
        "(SELECT id FROM temp.base)",
        source, bases.back());
    sqlite::Stmt gone{db, "DELETE FROM query_figure WHERE snapshot_id = ? AND calls IS NULL"};
    gone.bind(1, bases.front());
    gone.run();
}

} // namespace

std::int64_t prune_snapshots(Store &store, std::int64_t source_id, std::string_view before, bool dry_run) {
    auto &db = store.db();
    sqlite::Txn transaction{db};
    auto const counters = select(db, source_id, before);
    sqlite::Stmt periods{
        db,
        "SELECT count(*) FROM query_snapshot WHERE source_id = ? AND taken_at < ? AND origin IN ('log', 'workload')"};
    periods.bind(1, source_id);
    periods.bind(2, before);
    periods.step();
    auto const going = counters.going + periods.get_int(0);
    periods.reset();
    if (dry_run || going == 0) return going;
    if (counters.going > 0) carry_over(db, source_id, counters.bases);
    sqlite::Stmt remove{db, "DELETE FROM query_snapshot WHERE source_id = ? AND taken_at < ? AND origin IN ('log', "
                            "'workload')"};
    remove.bind(1, source_id);
    remove.bind(2, before);
    remove.run();
    db.exec("DELETE FROM query_entry WHERE id NOT IN (SELECT entry_id FROM query_figure)");
    db.exec("DELETE FROM query WHERE id NOT IN (SELECT query_id FROM query_entry) AND id NOT IN (SELECT query_id FROM "
            "query_plan)");
    transaction.commit();
    return going;
}

} // namespace scribe::catalog
