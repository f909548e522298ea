// SPDX-License-Identifier: MIT
#include "catalog/scan_writer.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace scribe::catalog {

namespace {

/// What the catalog held of an object before the scan.
struct Known {
    std::int64_t hash;
    bool removed;
    bool seen;
};

std::string filter_to_json(model::ObjectFilter const &filter) {
    auto const texts = [](std::vector<model::RefPattern> const &patterns) {
        std::vector<std::string> list;
        for (auto const &pattern : patterns) list.push_back(base::join(pattern.parts, "."));
        return list;
    };
    base::JsonWriter json;
    json.begin_object();
    if (!filter.schemas.empty()) json.member("schemas", filter.schemas);
    if (!filter.include.empty()) json.member("include", texts(filter.include));
    if (!filter.exclude.empty()) json.member("exclude", texts(filter.exclude));
    json.end_object();
    return json.take();
}

} // namespace

struct ScanWriter::State {
    State(Store &store, SourceRow const &row, std::string who)
        : db(store.db()), source(row), author(std::move(who)), started(utc_now()), txn(db) {
        first_load = db.query_int("SELECT NOT EXISTS (SELECT 1 FROM object)") == 1;
        scan_id = db.query_int("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'scan'), 0) + 1");
        // Filling an empty table and indexing it afterwards is faster than keeping its indexes in step row by row.
        if (first_load) db.exec("DROP INDEX object_by_id; DROP INDEX object_by_name");
        load_known();
        insert.emplace(db, "INSERT INTO object (source_id, id, kind, schema_name, table_name, name, position, comment, extension, "
                           "body, hash, first_scan, changed_scan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        update.emplace(db, "UPDATE object SET position = ?, comment = ?, extension = ?, body = ?, hash = ?, changed_scan = ?, "
                           "removed_scan = NULL WHERE id = ?");
        keep_history.emplace(db, "INSERT OR IGNORE INTO object_history (object_id, scan_id, until_scan, position, comment, extension, body) "
                                 "SELECT id, changed_scan, coalesce(removed_scan, ?), position, comment, extension, body "
                                 "FROM object WHERE id = ?");
        put_statistic.emplace(db, "INSERT INTO statistic (object_id, row_count, total_bytes, body) VALUES (?, ?, ?, ?) "
                                  "ON CONFLICT (object_id) DO UPDATE SET row_count = excluded.row_count, "
                                  "total_bytes = excluded.total_bytes, body = excluded.body WHERE body <> excluded.body");
    }

    void load_known() {
        sqlite::Stmt select{db, "SELECT id, hash, removed_scan IS NOT NULL FROM object WHERE source_id = ?"};
        select.bind(1, source.id);
        while (select.step()) known.emplace(select.get_int(0), Known{select.get_int(1), select.get_int(2) != 0, false});
    }

    void add(std::int64_t id, std::int64_t hash, model::Record const &record) {
        auto &row = *insert;
        row.bind(1, source.id);
        row.bind(2, id);
        row.bind_view(3, model::kind_name(record.kind));
        row.bind_view(4, record.schema);
        row.bind_view(5, record.table);
        row.bind_view(6, record.name);
        row.bind(7, record.position);
        if (record.comment) row.bind_view(8, *record.comment);
        else row.bind_null(8);
        row.bind_view(9, record.extension);
        row.bind_view(10, record.body);
        row.bind(11, hash);
        row.bind(12, scan_id);
        row.bind(13, scan_id);
        row.run();
    }

    void change(std::int64_t id, std::int64_t hash, model::Record const &record) {
        keep_history->bind(1, scan_id);
        keep_history->bind(2, id);
        keep_history->run();
        update->bind(1, record.position);
        update->bind(2, record.comment);
        update->bind(3, record.extension);
        update->bind(4, record.body);
        update->bind(5, hash);
        update->bind(6, scan_id);
        update->bind(7, id);
        update->run();
    }

    /// Returns how many of what was there before are gone now.
    std::int64_t mark_removed(ScanScope const &scope);
    void save_scan(ScanScope const &scope, ScanSummary const &summary);

    sqlite::Db &db;
    SourceRow source;
    std::string author;
    std::string started;
    sqlite::Txn txn;
    bool first_load = false;
    std::int64_t scan_id = 0;
    std::unordered_map<std::int64_t, Known> known;
    std::optional<sqlite::Stmt> insert, update, keep_history, put_statistic;
    ScanSummary summary;
};

std::int64_t ScanWriter::State::mark_removed(ScanScope const &scope) {
    std::int64_t count = 0;
    sqlite::Stmt find{db, std::string{k_record_select} + "WHERE o.id = ?"};
    sqlite::Stmt mark{db, "UPDATE object SET removed_scan = ? WHERE id = ?"};
    model::Record record;
    for (auto const &[id, state] : known) {
        if (state.seen || state.removed) continue;
        find.bind(1, id);
        bool const found = find.step();
        if (found) read_record(find, record, 0);
        find.reset();
        if (!found || scope.unseen.contains(record.kind) || !in_filter(scope.filter, record)) continue;
        mark.bind(1, scan_id);
        mark.bind(2, id);
        mark.run();
        ++count;
    }
    return count;
}

void ScanWriter::State::save_scan(ScanScope const &scope, ScanSummary const &result) {
    base::JsonWriter notes;
    notes.value(scope.notes);
    sqlite::Stmt save{db, "INSERT INTO scan (id, source_id, started_at, finished_at, author, version, filter, added, changed, removed, notes) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    save.bind(1, scan_id);
    save.bind(2, source.id);
    save.bind(3, started);
    save.bind(4, utc_now());
    save.bind(5, author);
    save.bind(6, source.version);
    save.bind(7, filter_to_json(scope.filter));
    save.bind(8, result.added);
    save.bind(9, result.changed);
    save.bind(10, result.removed);
    save.bind(11, notes.text());
    save.run();
}

ScanWriter::ScanWriter(Store &store, SourceRow const &source, std::string author)
    : m_state(std::make_unique<State>(store, source, std::move(author))) {}

ScanWriter::~ScanWriter() = default;

void ScanWriter::put(model::Record &&record) {
    auto &s = *m_state;
    auto const id = model::object_id(s.source.name, record.kind, record.schema, record.table, record.name);
    auto const hash = model::content_hash(record);
    auto const found = s.known.find(id);
    if (found == s.known.end()) {
        s.add(id, hash, record);
        s.known.emplace(id, Known{hash, false, true});
        ++s.summary.added;
    } else {
        auto &known = found->second;
        if (known.seen) {
            throw base::Error(base::ExitCode::internal, fmt::format("the scan found {} {} twice", model::kind_name(record.kind),
                                                                    model::format_ref(record)));
        }
        known.seen = true;
        if (known.removed) ++s.summary.added;
        else if (known.hash != hash) ++s.summary.changed;
        if (known.removed || known.hash != hash) s.change(id, hash, record);
    }
    ++s.summary.objects;
    if (!record.stats) return;
    auto const body = model::stats_to_json(*record.stats);
    s.put_statistic->bind(1, id);
    s.put_statistic->bind(2, record.stats->rows);
    s.put_statistic->bind(3, record.stats->total_bytes);
    s.put_statistic->bind_view(4, body);
    s.put_statistic->run();
}

ScanSummary ScanWriter::finish(ScanScope const &scope) {
    auto &s = *m_state;
    s.summary.removed = s.mark_removed(scope);
    s.summary.scan_id = s.scan_id;
    if (s.first_load) {
        s.db.exec("CREATE UNIQUE INDEX object_by_id ON object (id);"
                  "CREATE INDEX object_by_name ON object (source_id, kind, schema_name, table_name, position, name)");
    }
    s.save_scan(scope, s.summary);
    s.txn.commit();
    return s.summary;
}

} // namespace scribe::catalog
