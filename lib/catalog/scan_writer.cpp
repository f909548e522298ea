// SPDX-License-Identifier: MIT
#include "catalog/scan_writer.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/work_queue.hpp"
#include "catalog/known_objects.hpp"
#include "catalog/objects.hpp"
#include "catalog/references.hpp"
#include "model/document.hpp"
#include "model/json/unread.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace scribe::catalog {

namespace {

/// Records handed to the writing thread at a time, at most so many and no more once their texts have so many bytes, and
/// how many such batches may wait: some 2,000 records in memory, or 4 MB of long ones.
constexpr std::size_t k_batch = 256;
constexpr std::size_t k_batch_bytes = std::size_t{512} * 1024;
constexpr std::size_t k_queued_batches = 8;

std::string filter_to_json(model::ObjectFilter const &filter) {
    base::JsonWriter json;
    model::write_filter(json, model::texts_of(filter));
    return json.take();
}

/// What the source's row becomes when `now` is scanned under a name that the catalog may know.
SourceRow merge_source(std::optional<SourceRow> const &known, SourceRow now) {
    if (!known) return now;
    check_same_server(*known, now);
    now.secret = known->secret;
    if (now.identity.empty()) now.identity = known->identity;
    // A stored password belongs to the user and host of its URL.
    if (!known->secret.empty()) now.url = known->url;
    return now;
}

} // namespace

void check_same_server(SourceRow const &known, SourceRow const &now) {
    if (known.identity.empty() || now.identity.empty() || known.identity == now.identity) return;
    throw base::Error(
        base::ExitCode::usage,
        fmt::format("source \"{}\" is another database: the catalog knows {} {} ({}, identity {}), this is {} {} ({}, "
                    "identity {})",
                    known.name, known.product, known.database, known.url, known.identity, now.product, now.database,
                    now.url, now.identity),
        fmt::format("if it took the place of the old one (restored, created anew): scribe source add {0} '{1}' "
                    "--replace{2}, then scan again; history and what people said stay, which scribe source remove {0} "
                    "would lose. Else give this one a name of its own with --as NAME",
                    known.name, now.url, known.secret.empty() ? "" : " --save-password"));
}

namespace {

bool is_empty(sqlite::Db &db) { return db.query_int("SELECT NOT EXISTS (SELECT 1 FROM object)") == 1; }

/// True when the mode is set; false when another process has the file open.
bool set_journal_mode(sqlite::Db &db, std::string_view mode) {
    auto const wait = db.wait();
    db.set_wait(std::chrono::milliseconds{0});
    auto const code =
        sqlite3_exec(db.handle(), fmt::format("PRAGMA journal_mode = {}", mode).c_str(), nullptr, nullptr, nullptr);
    db.set_wait(wait);
    return code == SQLITE_OK;
}

} // namespace

struct ScanWriter::State {
    State(Store &store, SourceRow const &row, std::string who)
        : db(store.db()), author(std::move(who)), started(utc_now()), txn(db), known(row.name) {
        source = merge_source(store.find_source(row.name), row);
        source.id = store.save_source(source);
        first_load = is_empty(db);
        scan_id = db.query_int("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'scan'), 0) + 1");
        // Filling an empty table and indexing it afterwards is faster than keeping its indexes in step row by row.
        if (first_load) db.exec("DROP INDEX object_by_id; DROP INDEX object_by_name");
        indexed = !first_load;
        known.load(db, source.id);
        insert.emplace(
            db, "INSERT INTO object (source_id, id, kind, schema_name, table_name, name, position, comment, extension, "
                "body, hash, first_scan, changed_scan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        update.emplace(
            db, "UPDATE object SET position = ?, comment = ?, extension = ?, body = ?, hash = ?, changed_scan = ?, "
                "removed_scan = NULL WHERE id = ?");
        keep_history.emplace(
            db,
            "INSERT OR IGNORE INTO object_history (object_id, scan_id, until_scan, position, comment, extension, body) "
            "SELECT id, changed_scan, coalesce(removed_scan, ?), position, comment, extension, body "
            "FROM object WHERE id = ?");
        put_statistic.emplace(db,
                              "INSERT INTO statistic (object_id, row_count, total_bytes, body) VALUES (?, ?, ?, ?) "
                              "ON CONFLICT (object_id) DO UPDATE SET row_count = excluded.row_count, "
                              "total_bytes = excluded.total_bytes, body = excluded.body WHERE body <> excluded.body");
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

    void build_indexes();
    void write(model::Record const &record);
    void mark_unread(std::int64_t id, model::Record const &partial);
    void mark_removed(ScanScope const &scope);
    void save_scan(ScanScope const &scope, ScanSummary const &result);

    sqlite::Db &db;
    SourceRow source;
    std::string author;
    std::string started;
    sqlite::Txn txn;
    bool first_load = false;
    bool indexed = false;
    bool has_parts = false;
    std::int64_t scan_id = 0;
    KnownObjects known;
    References references;
    std::optional<sqlite::Stmt> insert, update, keep_history, put_statistic;
    std::vector<model::Record> batch;
    std::size_t batch_bytes = 0;
    /// Reading from the server and writing go on side by side. Last, so that its thread ends before what it uses.
    base::WorkQueue<std::vector<model::Record>> queue{k_queued_batches,
                                                      [this](std::vector<model::Record> const &records) {
                                                          for (auto const &record : records) write(record);
                                                      }};
};

void ScanWriter::State::mark_removed(ScanScope const &scope) {
    sqlite::Stmt mark{db, "UPDATE object SET removed_scan = ? WHERE id = ?"};
    for (auto const id : known.missing(db, scope)) {
        mark.bind(1, scan_id);
        mark.bind(2, id);
        mark.run();
    }
}

void ScanWriter::State::save_scan(ScanScope const &scope, ScanSummary const &result) {
    base::JsonWriter notes;
    notes.value(scope.notes);
    sqlite::Stmt save{db, "INSERT INTO scan (id, source_id, started_at, finished_at, author, version, filter, added, "
                          "changed, removed, notes) "
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

ScanWriter::ScanWriter(Store &store, SourceRow const &source, std::string author) {
    // Filling an empty file through the write-ahead log would write everything twice. The rollback journal of an
    // empty file is empty, and as safe. When another scribe has the file open, the mode stays what it is.
    if (is_empty(store.db())) m_restore_wal = set_journal_mode(store.db(), "DELETE");
    m_state = std::make_unique<State>(store, source, std::move(author));
}

ScanWriter::~ScanWriter() {
    if (!m_state) return;
    auto &db = m_state->db;
    m_state.reset();
    if (m_restore_wal) set_journal_mode(db, "WAL");
}

void ScanWriter::State::build_indexes() {
    db.exec("CREATE UNIQUE INDEX object_by_id ON object (id);"
            "CREATE INDEX object_by_name ON object (source_id, kind, schema_name, table_name, position, name, "
            "extension, id) "
            "WHERE removed_scan IS NULL");
    indexed = true;
}

void ScanWriter::State::write(model::Record const &record) {
    // Parts of tables are nine in ten objects. Connectors give them first, so that the indexes are built here, in this
    // thread, while the server still works on the rest.
    if (model::is_table_part(record.kind)) has_parts = true;
    else if (has_parts && !indexed) build_indexes();
    auto const [id, hash, found] = known.see(record);
    bool const is_kept = found == Found::same || found == Found::kept;
    if (!is_kept) references.collect(id, record.body);
    if (found == Found::added) add(id, hash, record);
    else if (!is_kept) change(id, hash, record);
    else if (found == Found::kept) mark_unread(id, record);
    if (!record.stats) return;
    auto const body = model::stats_to_json(*record.stats);
    put_statistic->bind(1, id);
    put_statistic->bind(2, record.stats->rows);
    put_statistic->bind(3, record.stats->total_bytes);
    put_statistic->bind_view(4, body);
    put_statistic->run();
}

/// What the catalog holds of the object stays, and tells from now on that it may not be the newest.
void ScanWriter::State::mark_unread(std::int64_t id, model::Record const &partial) {
    sqlite::Stmt find{db, std::string{k_record_select} + "WHERE o.id = ?"};
    find.bind(1, id);
    if (!find.step()) return;
    model::Record record;
    read_record(find, record, 0);
    auto body = model::mark_unread(record.body, model::unread_tables(partial.body));
    if (body == record.body) return;
    record.body = std::move(body);
    change(id, model::content_hash(record), record);
}

void ScanWriter::put(model::Record &&record) {
    auto &s = *m_state;
    s.batch_bytes += record.body.size() + (record.comment ? record.comment->size() : 0);
    s.batch.push_back(std::move(record));
    if (s.batch.size() < k_batch && s.batch_bytes < k_batch_bytes) return;
    s.queue.push(std::move(s.batch));
    s.batch_bytes = 0;
    s.batch.clear();
    s.batch.reserve(k_batch);
}

ScanSummary ScanWriter::finish(ScanScope const &scope) {
    auto &s = *m_state;
    if (!s.batch.empty()) s.queue.push(std::move(s.batch));
    s.queue.finish();
    s.mark_removed(scope);
    if (!s.indexed) s.build_indexes();
    s.references.save(s.db);
    auto summary = s.known.summary();
    summary.scan_id = s.scan_id;
    s.save_scan(scope, summary);
    s.txn.commit();
    return summary;
}

// ---- ScanPreview

namespace {

/// As last_changes() sorts: which of several candidates is taken for the new name depends on it.
void sort_as_listed(std::vector<model::Record> &records) {
    auto const key = [](model::Record const &r) {
        return std::tuple<std::string_view, std::string_view, int, std::string_view, std::string_view>{
            r.schema, r.table, r.position, r.name, model::kind_name(r.kind)};
    };
    std::ranges::sort(records, {}, key);
}

} // namespace

ScanPreview::ScanPreview(Store *store, SourceRow const &source, std::int64_t most)
    : m_store(store), m_known(std::make_unique<KnownObjects>(source.name)), m_most(most) {
    if (!m_store) return;
    auto const known = m_store->find_source(source.name);
    if (!known) return;
    check_same_server(*known, source);
    m_known->load(m_store->db(), known->id);
    m_is_known = true;
}

ScanPreview::~ScanPreview() = default;

void ScanPreview::put(model::Record const &record) {
    auto const found = m_known->see(record).found;
    if (!m_is_known || !m_changes.complete || (found != Found::added && found != Found::returned)) return;
    m_changes.added.push_back(record);
    if (record.kind != model::Kind::table) m_changes.added.back().stats.reset(); // has the server's number of it
    keep_bounded(0);
}

void ScanPreview::keep_bounded(std::size_t removed) {
    m_changes.complete = static_cast<std::int64_t>(m_changes.added.size() + removed) <= m_most;
    if (!m_changes.complete) m_changes.added.clear();
}

ScanSummary ScanPreview::finish(ScanScope const &scope) {
    if (!m_is_known) return m_known->summary();
    auto const missing = m_known->missing(m_store->db(), scope);
    if (m_changes.complete) keep_bounded(missing.size());
    if (m_changes.complete && !m_changes.added.empty()) {
        sqlite::Stmt select{m_store->db(), std::string{k_record_select} + "WHERE o.id = ?"};
        for (auto const id : missing) {
            select.bind(1, id);
            if (select.step()) read_record(select, m_changes.removed.emplace_back(), 0);
            select.reset();
        }
        for (auto *const records : {&m_changes.added, &m_changes.removed}) sort_as_listed(*records);
    }
    return m_known->summary();
}

} // namespace scribe::catalog
