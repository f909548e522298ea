// SPDX-License-Identifier: MIT
#include "catalog/queries/snapshots.hpp"

#include "base/text.hpp"
#include "catalog/queries/queries.hpp"
#include "model/code/unread_query.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>

namespace scribe::catalog {

namespace {

/// The columns of figures, each with a prefix: "f.calls, f.rows, ...".
std::string figure_columns(std::string_view prefix) {
    std::string text;
    for (auto const name : model::k_counter_names) text += fmt::format("{}{}, ", prefix, name);
    return fmt::format("{}{}min_ms, {}max_ms, {}stats_since", text, prefix, prefix, prefix);
}

constexpr int k_figure_columns = static_cast<int>(model::k_counter_names.size()) + 3;

double read_number(sqlite::Stmt &row, int column) {
    return row.is_null(column) ? model::k_not_counted : row.get_double(column);
}

model::QueryFigures read_figures(sqlite::Stmt &row, int first) {
    model::QueryFigures figures;
    for (auto &value : figures.counters.values()) value = read_number(row, first++);
    figures.min_ms = read_number(row, first++);
    figures.max_ms = read_number(row, first++);
    figures.since = row.get_text(first);
    return figures;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(model::QueryFigures const &a, model::QueryFigures const &b) {
    for (std::size_t i = 0; i < a.counters.values().size(); ++i)
        if (!same(a.counters.values()[i], b.counters.values()[i])) return false;
    return same(a.min_ms, b.min_ms) && same(a.max_ms, b.max_ms) && a.since == b.since;
}

/// Adds the figures of another row of the same entry.
void add(model::QueryFigures &to, model::QueryFigures const &more) {
    for (std::size_t i = 0; i < to.counters.values().size(); ++i) to.counters.values()[i] += more.counters.values()[i];
    to.min_ms = std::fmin(to.min_ms, more.min_ms);
    to.max_ms = std::fmax(to.max_ms, more.max_ms);
    if (to.since != more.since) to.since.clear();
}

std::string_view origins(Series series) {
    switch (series) {
    case Series::log: return "('log')";
    case Series::workload: return "('workload')";
    case Series::counters: break;
    }
    return "('server', 'file')";
}

std::string insert_figures() {
    std::string marks;
    for (int i = 0; i < k_figure_columns; ++i) marks += ", ?";
    return fmt::format("INSERT OR REPLACE INTO query_figure (entry_id, snapshot_id, {}) VALUES (?, ?{})",
                       figure_columns(""), marks);
}

} // namespace

SnapshotWriter::SnapshotWriter(Store &store, SourceRow const &source, model::QuerySnapshot const &snapshot)
    : m_store(store), m_source(source), m_snapshot(snapshot), m_insert(store.db(), insert_figures()) {
    sqlite::Stmt insert{store.db(),
                        "INSERT INTO query_snapshot (source_id, taken_at, origin, scope, since, started_at, body) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"};
    insert.bind(1, source.id);
    insert.bind(2, snapshot.taken_at);
    insert.bind(3, snapshot.origin);
    insert.bind(4, snapshot.scope);
    insert.bind(5, snapshot.since);
    insert.bind(6, snapshot.started_at);
    insert.bind(7, snapshot.body.empty() ? std::string_view{"{}"} : std::string_view{snapshot.body});
    insert.step();
    m_summary.id = insert.get_int(0);
    load();
}

/// True where the server's ids tell entries apart: databases and users may be renamed, the texts of a queryid written
/// in several ways.
bool SnapshotWriter::is_counted(model::QueryEntry const &entry) const {
    return !m_snapshot.is_period() && entry.queryid != 0;
}

SnapshotWriter::Key SnapshotWriter::key(model::QueryEntry const &entry, std::int64_t query) const {
    bool const counted = is_counted(entry);
    return {entry.dbid,
            entry.userid,
            entry.queryid,
            entry.toplevel,
            counted ? 0 : query,
            counted ? std::string{} : entry.database,
            counted ? std::string{} : entry.user};
}

void SnapshotWriter::load() {
    sqlite::Stmt select{
        m_store.db(),
        fmt::format("SELECT e.id, e.query_id, e.database_name, e.user_name, e.dbid, e.userid, e.queryid, "
                    "e.toplevel, f.entry_id, {}, q.fingerprint FROM query_entry e JOIN query q ON q.id = e.query_id "
                    "LEFT JOIN query_figure f ON f.entry_id = e.id AND f.snapshot_id = (SELECT "
                    "max(l.snapshot_id) FROM query_figure l JOIN query_snapshot p ON p.id = l.snapshot_id "
                    "WHERE l.entry_id = e.id AND p.origin IN ('server', 'file')) WHERE q.source_id = ?",
                    figure_columns("f."))};
    select.bind(1, m_source.id);
    while (select.step()) {
        model::QueryEntry const entry{std::string{select.get_text(2)},
                                      std::string{select.get_text(3)},
                                      select.get_int(4),
                                      select.get_int(5),
                                      select.get_int(6),
                                      select.get_int(7) != 0};
        Known known{select.get_int(0), select.get_int(1), entry.database, {}, false, false, false};
        known.is_unread = select.get_text(9 + k_figure_columns).starts_with(model::k_unread);
        if (!m_snapshot.is_period() && !select.is_null(8)) {
            known.figures = read_figures(select, 9);
            known.is_there = !std::isnan(known.figures.counters[model::Counter::calls]);
        }
        m_known.emplace(key(entry, known.query), std::move(known));
    }
}

void SnapshotWriter::give_text(Known &known, model::Query const &query) {
    if (query.fingerprint.starts_with(model::k_unread)) return;
    auto const before = std::exchange(known.query, put_query(m_store, m_source, query));
    known.is_unread = false;
    sqlite::Stmt move{m_store.db(), "UPDATE query_entry SET query_id = ? WHERE id = ?"};
    move.bind(1, known.query);
    move.bind(2, known.id);
    move.run();
    sqlite::Stmt remove{m_store.db(), "DELETE FROM query WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM query_entry WHERE "
                                      "query_id = ?1)"};
    remove.bind(1, before);
    remove.run();
}

SnapshotWriter::Known &SnapshotWriter::known_entry(model::QueryEntry const &entry,
                                                   std::function<model::Query()> const &read) {
    if (is_counted(entry))
        if (auto const found = m_known.find(key(entry, 0)); found != m_known.end()) {
            if (found->second.is_unread) give_text(found->second, read());
            return found->second;
        }
    auto const query = read();
    auto const id = query_id(m_source.name, query.fingerprint);
    auto const [at, is_new] = m_known.try_emplace(key(entry, id));
    if (!is_new) return at->second;
    put_query(m_store, m_source, query);
    m_summary.new_queries += m_store.db().changes();
    sqlite::Stmt insert{m_store.db(),
                        "INSERT INTO query_entry (query_id, database_name, user_name, dbid, userid, queryid, "
                        "toplevel) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"};
    insert.bind(1, id);
    insert.bind(2, entry.database);
    insert.bind(3, entry.user);
    insert.bind(4, entry.dbid);
    insert.bind(5, entry.userid);
    insert.bind(6, entry.queryid);
    insert.bind(7, entry.toplevel);
    insert.step();
    at->second.id = insert.get_int(0);
    at->second.query = id;
    at->second.database = entry.database;
    return at->second;
}

void SnapshotWriter::write(std::int64_t entry, model::QueryFigures const *figures) {
    int at = 0;
    m_insert.bind(++at, entry);
    m_insert.bind(++at, m_summary.id);
    auto const number = [&](double value) {
        if (std::isnan(value)) m_insert.bind_null(++at);
        else m_insert.bind(++at, value);
    };
    static model::QueryFigures const k_gone;
    auto const &all = figures ? *figures : k_gone;
    for (auto const value : all.counters.values()) number(value);
    number(all.min_ms);
    number(all.max_ms);
    if (all.since.empty()) m_insert.bind_null(++at);
    else m_insert.bind(++at, all.since);
    m_insert.run();
}

void SnapshotWriter::put(model::QueryEntry const &entry, model::QueryFigures const &figures,
                         std::function<model::Query()> const &read) {
    auto &known = known_entry(entry, read);
    if (known.seen) {
        add(known.figures, figures);
        write(known.id, &known.figures);
        return;
    }
    ++m_summary.entries;
    known.seen = true;
    bool const unchanged = known.is_there && same(known.figures, figures);
    if (!unchanged) write(known.id, &figures);
    known.figures = figures;
}

SnapshotSummary SnapshotWriter::finish(std::string_view body, bool sees_all) {
    if (!body.empty()) {
        sqlite::Stmt update{m_store.db(), "UPDATE query_snapshot SET body = ? WHERE id = ?"};
        update.bind(1, body);
        update.bind(2, m_summary.id);
        update.run();
    }
    if (m_snapshot.is_period() || !sees_all) return m_summary;
    for (auto const &[key, known] : m_known) {
        if (known.seen || !known.is_there) continue;
        if (!m_snapshot.scope.empty() && known.database != m_snapshot.scope) continue;
        write(known.id, nullptr);
        ++m_summary.gone;
    }
    return m_summary;
}

std::vector<model::QuerySnapshot> snapshots_of(Store &store, std::int64_t source_id, Series series) {
    sqlite::Stmt select{store.db(), fmt::format("SELECT id, taken_at, origin, scope, since, started_at, body, "
                                                "coalesce(body ->> 'hidden', 0), body ->> 'forgotten' "
                                                "FROM query_snapshot WHERE source_id = ? AND origin IN {} ORDER BY id",
                                                origins(series))};
    select.bind(1, source_id);
    std::vector<model::QuerySnapshot> list;
    while (select.step())
        list.push_back({select.get_int(0), std::string{select.get_text(1)}, std::string{select.get_text(2)},
                        std::string{select.get_text(3)}, std::string{select.get_text(4)},
                        std::string{select.get_text(5)}, std::string{select.get_text(6)}, select.get_int(7),
                        select.is_null(8) ? std::nullopt : std::optional{select.get_int(8)}});
    return list;
}

void for_each_figure(Store &store, std::int64_t source_id, Series series,
                     std::function<void(FigureRow const &)> const &each) {
    sqlite::Stmt select{
        store.db(), fmt::format("SELECT e.query_id, e.id, f.snapshot_id, e.database_name, e.user_name, e.dbid, "
                                "e.userid, e.queryid, e.toplevel, {} FROM query q JOIN query_entry e ON e.query_id = "
                                "q.id JOIN query_figure f ON f.entry_id = e.id JOIN query_snapshot p ON p.id = "
                                "f.snapshot_id WHERE q.source_id = ? AND p.origin IN {} ORDER BY e.id, f.snapshot_id",
                                figure_columns("f."), origins(series))};
    select.bind(1, source_id);
    FigureRow row;
    while (select.step()) {
        row.query = select.get_int(0);
        row.snapshot = select.get_int(2);
        if (row.entry != select.get_int(1)) {
            row.entry = select.get_int(1);
            row.who = {std::string{select.get_text(3)},
                       std::string{select.get_text(4)},
                       select.get_int(5),
                       select.get_int(6),
                       select.get_int(7),
                       select.get_int(8) != 0};
        }
        row.figures = read_figures(select, 9);
        row.is_gone = std::isnan(row.figures.counters[model::Counter::calls]);
        each(row);
    }
}

void set_read_until(Store &store, std::int64_t snapshot, std::int64_t statements) {
    sqlite::Stmt update{store.db(), "UPDATE query_snapshot SET body = json_set(body, '$.at_newest', ?) WHERE id = ?"};
    update.bind(1, statements);
    update.bind(2, snapshot);
    update.run();
}

std::optional<LogEnd> read_until(Store &store, std::int64_t source_id) {
    sqlite::Stmt select{store.db(),
                        "SELECT taken_at, max(coalesce(body ->> 'at_newest', ?2)) FROM query_snapshot WHERE "
                        "source_id = ?1 AND origin = 'log' GROUP BY taken_at ORDER BY taken_at DESC LIMIT 1"};
    select.bind(1, source_id);
    select.bind(2, std::numeric_limits<std::int64_t>::max());
    if (!select.step()) return std::nullopt;
    return LogEnd{std::string{select.get_text(0)}, select.get_int(1)};
}

} // namespace scribe::catalog
