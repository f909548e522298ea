// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/objects.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <set>

namespace scribe::catalog {

namespace {

// The states that were in force when scan ?3 ended; {0} is evidence(). The first part, nearly all of them, is in the
// index's order; the other two are sorted and merged in.
constexpr std::string_view k_present =
    "SELECT kind, schema_name, table_name, name, position, comment, extension, body, {0} "
    "FROM object o WHERE source_id = ?1 AND kind = ?2 AND removed_scan IS NULL "
    "AND changed_scan <= ?3 ";
constexpr std::array<std::string_view, 2> k_past = {
    "UNION ALL SELECT kind, schema_name, table_name, name, position, comment, extension, body, {0} "
    "FROM object o WHERE source_id = ?1 AND kind = ?2 AND removed_scan > ?3 AND changed_scan <= ?3 ",
    "UNION ALL SELECT o.kind, o.schema_name, o.table_name, o.name, h.position, h.comment, h.extension, h.body, {0} "
    "FROM object_history h JOIN object o ON o.id = h.object_id "
    "WHERE o.source_id = ?1 AND o.kind = ?2 AND h.scan_id <= ?3 AND h.until_scan > ?3 "};
/// What tells an object that another one has its place from one that was renamed; no figure is as old as the state.
std::string_view evidence(model::Kind kind) {
    return kind == model::Kind::table
               ? "(SELECT json_object('oid', s.body ->> 'oid') FROM statistic s WHERE s.object_id = o.id)"
               : "NULL";
}

constexpr std::string_view k_order = "ORDER BY schema_name, table_name, position, name";

/// What may differ between two versions: of the objects that scans changed, each that stands alone, and all parts of
/// its kind that its table has, since a part's place depends on the others.
constexpr std::string_view k_touch =
    "CREATE TEMP TABLE touched (kind TEXT, schema_name TEXT, table_name TEXT, name TEXT,"
    " PRIMARY KEY (kind, schema_name, table_name, name)) WITHOUT ROWID;"
    "INSERT INTO temp.touched SELECT DISTINCT kind, schema_name, table_name, iif(table_name = '', name, '') "
    "FROM object NOT INDEXED WHERE source_id = {0} AND (changed_scan > {1} OR removed_scan > {1})";
// The signs keep SQLite from walking the set instead of the index.
constexpr std::string_view k_touched = "AND (+kind, +schema_name, +table_name, iif(table_name = '', name, '')) IN "
                                       "(SELECT kind, schema_name, table_name, name FROM temp.touched) ";

constexpr std::string_view k_find =
    "SELECT kind, schema_name, table_name, name, position, comment, extension, body, NULL "
    "FROM object WHERE id = ?1 AND changed_scan <= ?2 AND (removed_scan IS NULL OR removed_scan > ?2) "
    "UNION ALL SELECT o.kind, o.schema_name, o.table_name, o.name, h.position, h.comment, h.extension, h.body, NULL "
    "FROM object_history h JOIN object o ON o.id = h.object_id "
    "WHERE o.id = ?1 AND h.scan_id <= ?2 AND h.until_scan > ?2";

class VersionCursor final : public model::RecordCursor {
public:
    VersionCursor(sqlite::Db &db, std::int64_t source_id, model::Kind kind, std::optional<std::int64_t> scan,
                  model::ObjectFilter const &filter, bool touched)
        : m_statement(db, sql(kind, scan.has_value(), touched)), m_filter(filter) {
        m_statement.bind(1, source_id);
        m_statement.bind(2, model::kind_name(kind));
        m_statement.bind(3, scan.value_or(std::numeric_limits<std::int64_t>::max()));
    }

    bool next(model::Record &record) override {
        while (m_statement.step()) {
            read_record(m_statement, record, 0);
            if (record.extension.empty() && in_filter(m_filter, record)) return true;
        }
        return false;
    }

private:
    static std::string sql(model::Kind kind, bool past, bool touched) {
        auto const only = touched ? k_touched : "";
        std::string text{k_present};
        text += only;
        if (past) {
            for (auto const part : k_past) text.append(part).append(only);
        }
        return fmt::format(fmt::runtime(text), evidence(kind)).append(k_order);
    }

    sqlite::Stmt m_statement;
    model::ObjectFilter m_filter;
};

/// The objects of a kind of which none can differ.
class NoCursor final : public model::RecordCursor {
public:
    bool next(model::Record &) override { return false; }
};

class VersionReader final : public model::ModelReader {
public:
    VersionReader(sqlite::Db &db, SourceRow source, std::optional<std::int64_t> scan, model::ObjectFilter filter,
                  std::optional<std::int64_t> changed_since)
        : m_db(&db), m_source(std::move(source)), m_scan(scan), m_filter(std::move(filter)),
          m_snapshot(db, sqlite::Txn::Kind::deferred) {
        if (m_scan) find_scan();
        if (changed_since) touch(*changed_since);
    }

    model::SourceFacts facts() override { return facts_of(*m_db, m_source, m_scan, m_filter); }

    std::unique_ptr<model::RecordCursor> read(model::Kind kind) override {
        if (m_touched && !m_touched->contains(kind)) return std::make_unique<NoCursor>();
        return std::make_unique<VersionCursor>(*m_db, m_source.id, kind, m_scan, m_filter, m_touched.has_value());
    }

    bool find(model::Kind kind, std::string const &schema, std::string const &table, std::string const &name,
              model::Record &record) override {
        sqlite::Stmt select{*m_db, k_find};
        select.bind(1, model::object_id(m_source.name, kind, schema, table, name));
        select.bind(2, m_scan.value_or(std::numeric_limits<std::int64_t>::max()));
        if (!select.step()) return false;
        read_record(select, record, 0);
        return record.extension.empty() && in_filter(m_filter, record);
    }

private:
    void touch(std::int64_t since) {
        m_db->exec(fmt::format(k_touch, m_source.id, since));
        m_touched.emplace();
        sqlite::Stmt kinds{*m_db, "SELECT DISTINCT kind FROM temp.touched"};
        while (kinds.step()) {
            if (auto const kind = model::kind_from_name(kinds.get_text(0))) m_touched->insert(*kind);
        }
    }

    void find_scan() {
        sqlite::Stmt select{*m_db, "SELECT version, id = (SELECT max(id) FROM scan WHERE source_id = ?2) FROM scan "
                                   "WHERE id = ?1 AND source_id = ?2"};
        select.bind(1, *m_scan);
        select.bind(2, m_source.id);
        if (!select.step()) {
            throw base::Error(
                base::ExitCode::usage, fmt::format("source \"{}\" has no scan {}", m_source.name, *m_scan),
                fmt::format("scribe scan {} --history lists its scans; prune forgets old ones", m_source.name));
        }
        m_source.version = select.get_text(0);
        // The newest state needs no look into the past.
        if (select.get_int(1) != 0) m_scan.reset();
    }

    sqlite::Db *m_db;
    SourceRow m_source;
    std::optional<std::int64_t> m_scan;
    model::ObjectFilter m_filter;
    sqlite::Txn m_snapshot;
    std::optional<std::set<model::Kind>> m_touched; ///< the kinds of temp.touched, where only that is read
};

} // namespace

std::unique_ptr<model::ModelReader> Store::version(SourceRow const &source, std::optional<std::int64_t> scan,
                                                   model::ObjectFilter const &filter,
                                                   std::optional<std::int64_t> changed_since) {
    return std::make_unique<VersionReader>(*m_db, source, scan, filter.for_source(source.name), changed_since);
}

} // namespace scribe::catalog
