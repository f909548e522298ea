// SPDX-License-Identifier: MIT
#include "catalog/search/index.hpp"

#include "base/words.hpp"
#include "catalog/objects.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/search/index_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::catalog {

namespace {

/// Changes whenever what is written into the index, or how, does: older ones are made anew. Format 1 was the full-text
/// table `search`, which stays empty now.
constexpr std::int64_t k_format = 4;

/// Longer names do not differ in rank.
constexpr std::size_t k_most_length = 255;

/// The tables of the index. An object that changes gets another ordinal; object_id is 0 for terms of the glossary, and
/// term_key empty for all else. search_changed lists what people and writers said since the last update.
constexpr char const *k_tables =
    "CREATE TABLE search_object (ordinal INTEGER PRIMARY KEY, object_id INTEGER NOT NULL, term_key TEXT NOT NULL) "
    "STRICT;"
    "CREATE TABLE search_posting (field INTEGER NOT NULL, word TEXT NOT NULL, last INTEGER NOT NULL,"
    " ordinals BLOB NOT NULL, PRIMARY KEY (field, word)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE search_changed (object_id INTEGER NOT NULL, term_key TEXT NOT NULL,"
    " PRIMARY KEY (object_id, term_key)) STRICT, WITHOUT ROWID";

/// What keeps search_changed: whoever says something, by whatever command.
struct Watch {
    std::string_view table, event; ///< event: with its condition
    std::string_view key;          ///< the column that names what is said
    bool fresh, gone;              ///< the event has a row as it is, as it was
};
constexpr std::string_view k_object_id = "object_id";
constexpr std::string_view k_term_key = "term_key";
constexpr std::string_view k_database_id = "database_id";
constexpr std::array k_watches = {
    Watch{"description", "INSERT ON description", k_object_id, true, false},
    Watch{"description", "UPDATE OF object_id, text, origin, status ON description", k_object_id, true, true},
    Watch{"description", "DELETE ON description", k_object_id, false, true},
    Watch{"context", "INSERT ON context", k_object_id, true, false},
    Watch{"context", "UPDATE ON context", k_object_id, true, true},
    Watch{"context", "DELETE ON context", k_object_id, false, true},
    Watch{"glossary", "INSERT ON glossary", k_term_key, true, false},
    Watch{"glossary", "UPDATE ON glossary", k_term_key, true, true},
    Watch{"glossary", "DELETE ON glossary", k_term_key, false, true},
    Watch{"source", "INSERT ON source", k_database_id, true, false},
    Watch{"source",
          "UPDATE OF comment, name, database_id ON source WHEN old.comment IS NOT new.comment OR "
          "old.database_id <> new.database_id",
          k_database_id, true, true},
};

std::string trigger_name(Watch const &watch) {
    return fmt::format("search_{}_{}", watch.table,
                       watch.fresh && watch.gone ? "update"
                       : watch.fresh             ? "insert"
                                                 : "delete");
}

/// What the outer statement does about conflicts holds within a trigger, too: this one has none.
std::string note_change(Watch const &watch, std::string_view row) {
    auto const value = fmt::format("{}.{}", row, watch.key);
    bool const term = watch.key == k_term_key;
    return fmt::format("INSERT INTO search_changed SELECT {0}, {1} WHERE NOT EXISTS (SELECT 1 FROM search_changed c "
                       "WHERE c.object_id = {0} AND c.term_key = {1}); ",
                       term ? "0" : value, term ? value : "''");
}

void create_tables(sqlite::Db &db) {
    db.exec(k_tables);
    for (auto const &watch : k_watches) {
        auto sql = fmt::format("CREATE TRIGGER {} AFTER {} BEGIN ", trigger_name(watch), watch.event);
        if (watch.gone) sql += note_change(watch, "old");
        if (watch.fresh) sql += note_change(watch, "new");
        db.exec(sql + "END");
    }
}

/// A migration that makes one of the tables anew takes its triggers away, and with them what they would have noted.
bool is_watched(sqlite::Db &db) {
    std::string names;
    for (auto const &watch : k_watches) names += fmt::format("{}'{}'", names.empty() ? "" : ", ", trigger_name(watch));
    return db.query_int(fmt::format("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN ({})",
                                    names)) == static_cast<std::int64_t>(k_watches.size());
}

struct State {
    std::int64_t scan_id = 0;
    bool usable = false; ///< it is one of ours, of today's format
};

State read_state(sqlite::Db &db) {
    sqlite::Stmt select{db, "SELECT scan_id, format FROM search_state"};
    if (!select.step()) return {};
    return {select.get_int(0), select.get_int(1) == k_format && is_watched(db)};
}

/// What objects changed after a scan; a scan that changed nothing makes no work.
bool changed_since(sqlite::Db &db, std::int64_t scan_id) {
    sqlite::Stmt select{db, "SELECT EXISTS (SELECT 1 FROM scan WHERE id > ? AND added + changed + removed > 0)"};
    select.bind(1, scan_id);
    return select.step() && select.get_int(0) != 0;
}

bool anything_said(sqlite::Db &db) { return db.query_int("SELECT EXISTS (SELECT 1 FROM search_changed)") != 0; }

/// The dead are in the way until all is made anew.
bool mostly_dead(sqlite::Db &db) {
    auto const living = db.query_int("SELECT count(*) FROM search_object");
    return static_cast<std::int64_t>(PostingReader{db}.end()) > 2 * living + 1000;
}

/// To take so many out and add them again costs more than to make all anew.
bool much_said(sqlite::Db &db) {
    return 2 * db.query_int("SELECT count(*) FROM search_changed") >
           db.query_int("SELECT count(*) FROM search_object") + 1000;
}

/// Lists in temp.search_fresh the ids of all that changed, of objects and databases.
void list_fresh(sqlite::Db &db, std::int64_t since) {
    db.exec("CREATE TEMP TABLE IF NOT EXISTS search_fresh (object_id INTEGER PRIMARY KEY) STRICT;"
            "DELETE FROM temp.search_fresh;"
            "INSERT INTO temp.search_fresh SELECT object_id FROM search_changed WHERE object_id <> 0");
    if (since == 0) db.exec("INSERT OR IGNORE INTO temp.search_fresh SELECT database_id FROM source");
    if (!changed_since(db, since)) return;
    sqlite::Stmt scanned{db, "INSERT OR IGNORE INTO temp.search_fresh SELECT id FROM object WHERE changed_scan > ?1 "
                             "OR removed_scan > ?1"};
    scanned.bind(1, since);
    scanned.run();
}

/// Adds them in the order in which the search lists what is equally good (catalog/search/search.cpp).
void add_objects(sqlite::Db &db, IndexWriter &writer) {
    // Sorted by their places alone: bodies would take much memory.
    sqlite::Stmt sorted{db, "SELECT o.rowid FROM temp.search_fresh f CROSS JOIN object o ON o.id = f.object_id "
                            "JOIN source src ON src.id = o.source_id WHERE o.removed_scan IS NULL "
                            "ORDER BY src.name, o.schema_name, o.table_name, o.kind, o.position, o.name"};
    sqlite::Stmt select{db,
                        "SELECT " + std::string{k_bare_columns} + ", o.id, o.source_id FROM object o WHERE rowid = ?"};
    model::Record record;
    while (sorted.step()) {
        select.bind(1, sorted.get_int(0));
        if (select.step()) {
            read_record(select, record, 0);
            writer.add(select.get_int(9), select.get_int(10), record);
        }
        select.reset();
    }
}

void add_databases(sqlite::Db &db, IndexWriter &writer) {
    sqlite::Stmt select{db, "SELECT database_id FROM source WHERE database_id IN (SELECT object_id FROM "
                            "temp.search_fresh) ORDER BY name"};
    while (select.step()) {
        if (auto const database = said_database(db, select.get_int(0))) writer.add(*database);
    }
}

void add_terms(sqlite::Db &db, IndexWriter &writer, bool all) {
    if (all) {
        for (auto const &term : all_terms(db)) writer.add(term);
        return;
    }
    sqlite::Stmt select{db, "SELECT term_key FROM search_changed WHERE term_key <> '' ORDER BY 1"};
    while (select.step()) {
        if (auto const term = term_of_key(db, select.get_text(0))) writer.add(*term);
    }
}

} // namespace

std::string whole_word(std::string_view name) {
    std::string whole;
    for (auto const &word : base::split_words(name)) whole += word.folded;
    return whole;
}

std::string type_fact(std::string_view type) { return fmt::format("kind {}", type); }
std::string subkind_fact(model::Subkind const &subkind) { return fmt::format("subkind {}", subkind.name); }
std::string source_fact(std::int64_t source_id) { return fmt::format("source {}", source_id); }
std::string schema_fact(std::string_view schema) { return fmt::format("schema {}", schema); }
std::string length_fact(std::string_view name) {
    return fmt::format("{}{}", k_length_fact, std::min(whole_word(name).size(), k_most_length));
}

bool search_index_misses_scans(sqlite::Db &db) {
    auto const state = read_state(db);
    return !state.usable || changed_since(db, state.scan_id);
}

bool search_index_is_usable(sqlite::Db &db) { return read_state(db).usable; }

bool search_index_is_stale(sqlite::Db &db) { return search_index_misses_scans(db) || anything_said(db); }

void update_search_index(sqlite::Db &db) {
    sqlite::Txn txn{db};
    auto const state = read_state(db); // another scribe may have been faster
    bool anew = !state.usable || much_said(db);
    if (!anew) {
        list_fresh(db, state.scan_id);
        bury(db, "object_id IN (SELECT object_id FROM temp.search_fresh) OR (object_id = 0 AND term_key IN (SELECT "
                 "term_key FROM search_changed))");
        anew = mostly_dead(db);
    }
    if (anew) {
        drop_search_index(db);
        create_tables(db);
        list_fresh(db, 0);
    }
    IndexWriter writer{db};
    add_databases(db, writer);
    add_objects(db, writer);
    add_terms(db, writer, anew);
    writer.save();
    db.exec("DELETE FROM search_changed; DELETE FROM temp.search_fresh");
    sqlite::Stmt save{db, "UPDATE search_state SET scan_id = (SELECT coalesce(max(id), 0) FROM scan), format = ?"};
    save.bind(1, k_format);
    save.run();
    txn.commit();
}

void remove_from_search_index(sqlite::Db &db, std::string_view select) {
    if (read_state(db).usable) bury(db, fmt::format("object_id IN ({})", select));
}

void drop_search_index(sqlite::Db &db) {
    for (auto const &watch : k_watches) db.exec("DROP TRIGGER IF EXISTS " + trigger_name(watch));
    // Dropping is much faster than deleting row by row.
    db.exec("DROP TABLE IF EXISTS search_object; DROP TABLE IF EXISTS search_posting;"
            "DROP TABLE IF EXISTS search_changed");
    for (auto const *table : {"search", "search_word"}) {
        sqlite::Stmt select{db, "SELECT sql FROM sqlite_schema WHERE name = ?"};
        select.bind(1, table);
        if (!select.step()) continue;
        std::string const create{select.get_text(0)};
        select.reset();
        db.exec(fmt::format("DROP TABLE {}; {}", table, create));
    }
    db.exec("UPDATE search_state SET scan_id = 0, format = 0");
}

} // namespace scribe::catalog
