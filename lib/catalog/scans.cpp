// SPDX-License-Identifier: MIT
#include "catalog/scans.hpp"

#include "base/log.hpp"
#include "catalog/search/index.hpp"

namespace scribe::catalog {

namespace {

/// What read_scan() takes, in its order; the alias of scan is n, of source src.
constexpr std::string_view k_scan_columns =
    "n.id, src.name, n.started_at, n.finished_at, (julianday(n.finished_at) - julianday(n.started_at)) * 86400.0, "
    "n.author, n.version, n.filter, n.added, n.changed, n.removed, n.notes";

ScanRow read_scan(sqlite::Stmt &select) {
    ScanRow row;
    row.id = select.get_int(0);
    row.source = select.get_text(1);
    row.started_at = select.get_text(2);
    row.finished_at = select.get_text(3);
    row.seconds = select.get_double(4);
    row.author = select.get_text(5);
    row.version = select.get_text(6);
    row.filter = select.get_text(7);
    row.added = select.get_int(8);
    row.changed = select.get_int(9);
    row.removed = select.get_int(10);
    row.notes = select.get_text(11);
    return row;
}

/// The oldest scan of the source that stays; 0 when it has none.
std::int64_t oldest_kept(sqlite::Db &db, std::int64_t source_id, Keep const &keep) {
    if (keep.scans > 0) {
        sqlite::Stmt select{db,
                            "SELECT min(id) FROM (SELECT id FROM scan WHERE source_id = ? ORDER BY id DESC LIMIT ?)"};
        select.bind(1, source_id);
        select.bind(2, keep.scans);
        return select.step() ? select.get_int(0) : 0;
    }
    sqlite::Stmt select{
        db, "SELECT coalesce(min(id) FILTER (WHERE julianday(finished_at) >= julianday('now') - ? / 86400.0), "
            "max(id), 0) FROM scan WHERE source_id = ?"};
    select.bind(1, static_cast<std::int64_t>(keep.age.count()));
    select.bind(2, source_id);
    return select.step() ? select.get_int(0) : 0;
}

/// Runs a statement that names the source as ?1 and the oldest scan that stays as ?2; returns how many rows it changed.
std::int64_t run(sqlite::Db &db, std::string_view sql, std::int64_t source_id, std::int64_t oldest) {
    sqlite::Stmt statement{db, sql};
    statement.bind(1, source_id);
    statement.bind(2, oldest);
    statement.run();
    return db.changes();
}

/// Forgets what was measured before the oldest scan that stays, but for the newest of each table, and all of what is
/// gone.
std::int64_t prune_profiles(sqlite::Db &db, std::int64_t source_id, std::int64_t oldest) {
    auto const profiles = run(
        db,
        "DELETE FROM profile WHERE source_id = ?1 AND (table_id IN (SELECT id FROM temp.gone) OR (profiled_at < "
        "(SELECT "
        "started_at FROM scan WHERE id = ?2) AND EXISTS (SELECT 1 FROM profile n WHERE n.table_id = profile.table_id "
        "AND n.profiled_at > profile.profiled_at)))",
        source_id, oldest);
    db.exec("DELETE FROM column_profile WHERE NOT EXISTS (SELECT 1 FROM profile p WHERE p.table_id = "
            "column_profile.table_id AND p.profiled_at = column_profile.profiled_at);"
            "DELETE FROM column_evidence WHERE column_id IN (SELECT id FROM temp.gone) OR table_id IN (SELECT id FROM "
            "temp.gone);"
            "DELETE FROM label WHERE column_id IN (SELECT id FROM temp.gone)");
    return profiles;
}

void prune_source(sqlite::Db &db, std::int64_t source_id, std::int64_t oldest, PruneSummary &summary) {
    db.exec("CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY) STRICT; DELETE FROM temp.gone");
    run(db,
        "INSERT INTO temp.gone SELECT id FROM object WHERE removed_scan IS NOT NULL AND source_id = ?1 "
        "AND removed_scan <= ?2",
        source_id, oldest);
    // Whatever people or models say about an object is an event whose subject is the object's id.
    db.exec("DELETE FROM temp.gone WHERE CAST(id AS TEXT) IN (SELECT subject_id FROM event)");
    summary.kept += db.changes();
    db.exec("DELETE FROM temp.gone WHERE id IN (SELECT object_id FROM description WHERE origin = 'human' OR status = "
            "'approved')");
    summary.kept += db.changes();
    db.exec("DELETE FROM temp.gone WHERE id IN (SELECT object_id FROM context)");
    summary.kept += db.changes();
    // Its words live on under another name, and come back when that is undone.
    db.exec("DELETE FROM temp.gone WHERE id IN (SELECT old_id FROM rename)");
    summary.kept += db.changes();
    summary.objects += db.query_int("SELECT count(*) FROM temp.gone");
    summary.states += run(db,
                          "DELETE FROM object_history WHERE object_id IN (SELECT id FROM object WHERE source_id = ?1) "
                          "AND (until_scan <= ?2 OR object_id IN (SELECT id FROM temp.gone))",
                          source_id, oldest);
    summary.profiles += prune_profiles(db, source_id, oldest);
    remove_from_search_index(db, "SELECT id FROM temp.gone");
    db.exec("DELETE FROM statistic WHERE object_id IN (SELECT id FROM temp.gone);"
            "DELETE FROM description WHERE object_id IN (SELECT id FROM temp.gone);"
            "DELETE FROM reference WHERE object_id IN (SELECT id FROM temp.gone);"
            "DELETE FROM object WHERE id IN (SELECT id FROM temp.gone)");
    // Their items go with them.
    summary.jobs += run(db,
                        "DELETE FROM job WHERE source_id = ?1 AND lease_until < unixepoch() * 1000 "
                        "AND created_at < (SELECT started_at FROM scan WHERE id = ?2)",
                        source_id, oldest);
    // Answers of language models are a cache: what was made of them stays.
    run(db, "DELETE FROM answer WHERE created_at < (SELECT started_at FROM scan WHERE source_id = ?1 AND id = ?2)",
        source_id, oldest);
    summary.scans += run(db, "DELETE FROM scan WHERE source_id = ?1 AND id < ?2", source_id, oldest);
}

/// Gives the file's free pages back when they are a good part of it. Needs nobody else to have the file open.
std::int64_t shrink(sqlite::Db &db) {
    auto const free_pages = db.query_int("PRAGMA freelist_count");
    auto const pages = db.query_int("PRAGMA page_count");
    if (free_pages * 4 < pages) return 0;
    auto const code = sqlite3_exec(db.handle(), "VACUUM", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        base::log::info("the file keeps its size until the next prune: {}", sqlite3_errstr(code));
        return 0;
    }
    return (pages - db.query_int("PRAGMA page_count")) * db.query_int("PRAGMA page_size");
}

} // namespace

std::int64_t list_scans(Store &store, std::string const &source, std::int64_t limit, std::int64_t offset,
                        std::function<void(ScanRow &&)> const &row) {
    auto &db = store.db();
    sqlite::Stmt count{db, "SELECT count(*) FROM scan n JOIN source src ON src.id = n.source_id "
                           "WHERE ?1 IN ('', src.name)"};
    count.bind(1, source);
    count.step();
    sqlite::Stmt select{db, "SELECT " + std::string{k_scan_columns} +
                                " FROM scan n JOIN source src ON src.id = n.source_id WHERE ?1 IN ('', src.name) "
                                "ORDER BY n.id DESC LIMIT ?2 OFFSET ?3"};
    select.bind(1, source);
    select.bind(2, limit == 0 ? -1 : limit);
    select.bind(3, offset);
    while (select.step()) row(read_scan(select));
    return count.get_int(0);
}

std::optional<model::ObjectFilter> scanned_for(sqlite::Db &db, std::int64_t source_id, std::int64_t until) {
    sqlite::Stmt select{db, "SELECT min(filter), max(filter), count(*) FILTER (WHERE filter = '{}') FROM scan "
                            "WHERE source_id = ?1 AND (?2 = 0 OR id <= ?2)"};
    select.bind(1, source_id);
    select.bind(2, until);
    if (!select.step() || select.is_null(0) || select.get_int(2) > 0) return model::ObjectFilter{};
    if (select.get_text(0) != select.get_text(1)) return std::nullopt;
    sqlite::Stmt items{db, "SELECT i.value FROM json_each(?1, ?2) i"};
    auto const texts = [&](std::string_view member) {
        std::vector<std::string> list;
        items.bind(1, select.get_text(0));
        items.bind(2, member);
        while (items.step()) list.emplace_back(items.get_text(0));
        items.reset();
        return list;
    };
    return model::filter_of({texts("$.schemas"), texts("$.include"), texts("$.exclude")});
}

PruneSummary prune(Store &store, std::string const &source, Keep const &keep, bool dry_run) {
    auto &db = store.db();
    PruneSummary summary;
    {
        sqlite::Txn txn{db};
        // What the index still has to learn stands in the scans that go.
        if (search_index_misses_scans(db)) drop_search_index(db);
        for (auto const &row : store.sources()) {
            if (!source.empty() && row.name != source) continue;
            auto const oldest = oldest_kept(db, row.id, keep);
            if (oldest > 0) prune_source(db, row.id, oldest, summary);
        }
        if (dry_run) return summary;
        txn.commit();
    }
    if (summary.scans + summary.objects + summary.jobs + summary.profiles > 0) summary.freed_bytes = shrink(db);
    return summary;
}

} // namespace scribe::catalog
