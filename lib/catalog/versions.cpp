// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/objects.hpp"

#include <fmt/format.h>

#include <limits>

namespace scribe::catalog {

namespace {

// The states that were in force when scan ?3 ended. The first part, nearly all of them, is in the index's order; the
// other two are sorted and merged in.
constexpr std::string_view k_present =
    "SELECT kind, schema_name, table_name, name, position, comment, extension, body, NULL "
    "FROM object WHERE source_id = ?1 AND kind = ?2 AND removed_scan IS NULL "
    "AND changed_scan <= ?3 ";
constexpr std::string_view k_past =
    "UNION ALL SELECT kind, schema_name, table_name, name, position, comment, extension, body, NULL "
    "FROM object WHERE source_id = ?1 AND kind = ?2 AND removed_scan > ?3 AND changed_scan <= ?3 "
    "UNION ALL SELECT o.kind, o.schema_name, o.table_name, o.name, h.position, h.comment, h.extension, h.body, NULL "
    "FROM object_history h JOIN object o ON o.id = h.object_id "
    "WHERE o.source_id = ?1 AND o.kind = ?2 AND h.scan_id <= ?3 AND h.until_scan > ?3 ";
constexpr std::string_view k_order = "ORDER BY schema_name, table_name, position, name";

constexpr std::string_view k_find =
    "SELECT kind, schema_name, table_name, name, position, comment, extension, body, NULL "
    "FROM object WHERE id = ?1 AND changed_scan <= ?2 AND (removed_scan IS NULL OR removed_scan > ?2) "
    "UNION ALL SELECT o.kind, o.schema_name, o.table_name, o.name, h.position, h.comment, h.extension, h.body, NULL "
    "FROM object_history h JOIN object o ON o.id = h.object_id "
    "WHERE o.id = ?1 AND h.scan_id <= ?2 AND h.until_scan > ?2";

class VersionCursor final : public model::RecordCursor {
public:
    VersionCursor(sqlite::Db &db, std::int64_t source_id, model::Kind kind, std::optional<std::int64_t> scan,
                  model::ObjectFilter const &filter)
        : m_statement(db, std::string{k_present} + std::string{scan ? k_past : ""} + std::string{k_order}),
          m_filter(filter) {
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
    sqlite::Stmt m_statement;
    model::ObjectFilter m_filter;
};

class VersionReader final : public model::ModelReader {
public:
    VersionReader(sqlite::Db &db, SourceRow source, std::optional<std::int64_t> scan, model::ObjectFilter filter)
        : m_db(&db), m_source(std::move(source)), m_scan(scan), m_filter(std::move(filter)),
          m_snapshot(db, sqlite::Txn::Kind::deferred) {
        if (m_scan) find_scan();
    }

    model::SourceFacts facts() override { return facts_of(m_source); }

    std::unique_ptr<model::RecordCursor> read(model::Kind kind) override {
        return std::make_unique<VersionCursor>(*m_db, m_source.id, kind, m_scan, m_filter);
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
};

} // namespace

std::unique_ptr<model::ModelReader> Store::version(SourceRow const &source, std::optional<std::int64_t> scan,
                                                   model::ObjectFilter const &filter) {
    return std::make_unique<VersionReader>(*m_db, source, scan, filter.for_source(source.name));
}

} // namespace scribe::catalog
