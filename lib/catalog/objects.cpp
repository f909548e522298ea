// SPDX-License-Identifier: MIT
#include "catalog/objects.hpp"

#include "catalog/said/glossary.hpp"
#include "catalog/said/said_reader.hpp"
#include "catalog/said/templates.hpp"
#include "catalog/scans.hpp"
#include "model/serialize.hpp"

namespace scribe::catalog {

model::SourceFacts facts_of(sqlite::Db &db, SourceRow const &source, std::optional<std::int64_t> scan,
                            model::ObjectFilter const &filter) {
    auto const scanned = scanned_for(db, source.id, scan.value_or(0)).value_or(model::ObjectFilter{});
    return {
        source.name,     source.product,   source.version, source.database,
        source.encoding, source.collation, source.comment, model::narrowed(filter.for_source(source.name), scanned)};
}

namespace {

/// What k_record_columns has after the kind.
void read_rest(sqlite::Stmt &row, model::Record &record, int at) {
    record.schema = row.get_text(at);
    record.table = row.get_text(at + 1);
    record.name = row.get_text(at + 2);
    record.position = static_cast<int>(row.get_int(at + 3));
    record.comment = row.get_optional_text(at + 4);
    record.extension = row.get_text(at + 5);
    record.body = row.get_text(at + 6);
    record.stats.reset();
    if (!row.is_null(at + 7)) record.stats = model::stats_from_json(row.get_text(at + 7), record);
}

/// Looking for figures that cannot be there would take a third of the time.
bool has_statistics(model::Kind kind) {
    return kind == model::Kind::table || kind == model::Kind::view || kind == model::Kind::index;
}

/// The start of a statement that gives what read_rest takes.
std::string select_kind(model::Kind kind) {
    std::string const columns =
        "SELECT o.schema_name, o.table_name, o.name, o.position, o.comment, o.extension, o.body, ";
    return columns + (has_statistics(kind) ? "s.body FROM object o LEFT JOIN statistic s ON s.object_id = o.id "
                                           : "NULL FROM object o ");
}

/// Walks one kind in the order of the index object_by_name.
class ObjectCursor final : public model::RecordCursor {
public:
    ObjectCursor(sqlite::Db &db, std::int64_t source_id, model::Kind kind, model::ObjectFilter filter,
                 bool extension_objects)
        : m_statement(
              db, select_kind(kind) +
                      "WHERE o.source_id = ?1 AND o.kind = ?2 AND o.removed_scan IS NULL AND (?3 OR o.extension = '') "
                      "ORDER BY o.schema_name, o.table_name, o.position, o.name"),
          m_kind(kind), m_filter(std::move(filter)) {
        m_statement.bind(1, source_id);
        m_statement.bind(2, model::kind_name(kind));
        m_statement.bind(3, extension_objects);
    }

    bool next(model::Record &record) override {
        record.kind = m_kind;
        while (m_statement.step()) {
            read_rest(m_statement, record, 0);
            if (in_filter(m_filter, record)) return true;
        }
        return false;
    }

private:
    sqlite::Stmt m_statement;
    model::Kind m_kind;
    model::ObjectFilter m_filter;
};

/// Walks what was found and not rejected, where the filter covers the referring table.
class RelationCursor final : public model::RelationshipCursor {
public:
    RelationCursor(sqlite::Db &db, std::int64_t source_id, model::ObjectFilter filter)
        : m_statement(db,
                      "SELECT from_schema, from_table, body FROM relationship WHERE source_id = ? AND status <> "
                      "'declared' AND decision <> 'rejected' AND (confidence >= 0.5 OR decision = 'accepted') "
                      "ORDER BY from_schema, from_table, from_columns, to_schema, to_table, to_columns, type_value"),
          m_filter(std::move(filter)) {
        m_statement.bind(1, source_id);
    }

    bool next(model::Relationship &relationship) override {
        model::Record table;
        table.kind = model::Kind::table;
        while (m_statement.step()) {
            table.schema = m_statement.get_text(0);
            table.name = m_statement.get_text(1);
            if (!in_filter(m_filter, table)) continue;
            relationship = model::relationship_from_json(m_statement.get_text(2));
            return true;
        }
        return false;
    }

private:
    sqlite::Stmt m_statement;
    model::ObjectFilter m_filter;
};

/// Walks all that is known between tables and views that the filter covers.
class KnownRelationCursor final : public model::RelationshipCursor {
public:
    KnownRelationCursor(sqlite::Db &db, SourceRow const &source, model::ObjectFilter filter, bool extension_objects)
        : m_statement(db, "SELECT body FROM relationship WHERE source_id = ? ORDER BY from_schema, from_table, "
                          "from_columns, to_schema, to_table, to_columns, type_value"),
          m_there(db, "SELECT 1 FROM object WHERE id IN (?1, ?2) AND removed_scan IS NULL AND (?3 OR extension = '')"),
          m_source(source.name), m_filter(std::move(filter)), m_extension_objects(extension_objects) {
        m_statement.bind(1, source.id);
    }

    bool next(model::Relationship &relationship) override {
        while (m_statement.step()) {
            relationship = model::relationship_from_json(m_statement.get_text(0));
            if (is_read(relationship.from) && is_read(relationship.to)) return true;
        }
        return false;
    }

private:
    bool is_read(model::RelationshipEnd const &end) {
        model::Record table;
        table.kind = model::Kind::table;
        table.schema = end.schema;
        table.name = end.table;
        if (!in_filter(m_filter, table)) return false;
        m_there.bind(1, model::object_id(m_source, model::Kind::table, end.schema, "", end.table));
        m_there.bind(2, model::object_id(m_source, model::Kind::view, end.schema, "", end.table));
        m_there.bind(3, m_extension_objects);
        bool const there = m_there.step();
        m_there.reset();
        return there;
    }

    sqlite::Stmt m_statement, m_there;
    std::string m_source;
    model::ObjectFilter m_filter;
    bool m_extension_objects;
};

/// Walks what people decided about columns that the filter covers.
class DecisionCursor final : public model::ColumnDecisionCursor {
public:
    DecisionCursor(sqlite::Db &db, std::int64_t source_id, model::ObjectFilter filter, bool extension_objects)
        : m_statement(db,
                      "SELECT o.schema_name, o.table_name, o.name, l.decision, l.entity, l.sensitivity FROM label l "
                      "JOIN object o ON o.id = l.column_id WHERE l.source_id = ?1 AND l.decision <> '' AND "
                      "o.removed_scan IS NULL AND (?2 OR o.extension = '') "
                      "ORDER BY o.schema_name, o.table_name, o.position, o.name"),
          m_filter(std::move(filter)) {
        m_statement.bind(1, source_id);
        m_statement.bind(2, extension_objects);
    }

    bool next(model::ColumnDecision &decision) override {
        model::Record column;
        column.kind = model::Kind::column;
        while (m_statement.step()) {
            column.schema = decision.schema = m_statement.get_text(0);
            column.table = decision.table = m_statement.get_text(1);
            column.name = decision.column = m_statement.get_text(2);
            if (!in_filter(m_filter, column)) continue;
            decision.decision = m_statement.get_text(3);
            bool const set = decision.decision == "set";
            decision.entity = set ? m_statement.get_text(4) : "";
            decision.sensitivity = set ? m_statement.get_text(5) : "";
            return true;
        }
        return false;
    }

private:
    sqlite::Stmt m_statement;
    model::ObjectFilter m_filter;
};

constexpr std::string_view k_find = "SELECT o.schema_name, o.table_name, o.name, o.position, o.comment, o.extension, "
                                    "o.body, s.body FROM object o LEFT JOIN statistic s ON s.object_id = o.id "
                                    "WHERE o.id = ? AND o.removed_scan IS NULL";

class StoreReader final : public model::ModelReader {
public:
    StoreReader(sqlite::Db &db, SourceRow source, model::ObjectFilter filter, bool extension_objects)
        : m_db(&db), m_source(std::move(source)), m_filter(std::move(filter)), m_extension_objects(extension_objects),
          m_snapshot(db, sqlite::Txn::Kind::deferred), m_find(db, k_find) {}

    model::SourceFacts facts() override { return facts_of(*m_db, m_source, std::nullopt, m_filter); }

    std::unique_ptr<model::RecordCursor> read(model::Kind kind) override {
        return std::make_unique<ObjectCursor>(*m_db, m_source.id, kind, m_filter, m_extension_objects);
    }

    bool find(model::Kind kind, std::string const &schema, std::string const &table, std::string const &name,
              model::Record &record) override {
        m_find.reset();
        m_find.bind(1, model::object_id(m_source.name, kind, schema, table, name));
        record.kind = kind;
        bool const found = m_find.step();
        if (found) read_rest(m_find, record, 0);
        m_find.reset();
        return found && (m_extension_objects || record.extension.empty()) && in_filter(m_filter, record);
    }

    std::unique_ptr<model::RelationshipCursor> relationships() override {
        return std::make_unique<RelationCursor>(*m_db, m_source.id, m_filter);
    }

    std::unique_ptr<model::RelationshipCursor> all_relationships() override {
        return std::make_unique<KnownRelationCursor>(*m_db, m_source, m_filter, m_extension_objects);
    }

    std::unique_ptr<model::ColumnDecisionCursor> column_decisions() override {
        return std::make_unique<DecisionCursor>(*m_db, m_source.id, m_filter, m_extension_objects);
    }

    std::unique_ptr<model::ItemCursor<model::SaidText>> said_texts() override {
        return catalog::said_texts(*m_db, m_source, m_filter);
    }

    std::unique_ptr<model::ItemCursor<model::SaidText>> other_texts() override {
        return catalog::other_texts(*m_db, m_source, m_filter);
    }

    std::unique_ptr<model::ItemCursor<model::SaidEntry>> said_entries() override {
        return catalog::said_entries(*m_db, m_source, m_filter);
    }

    std::vector<model::Term> terms() override { return all_terms(*m_db); }

    std::vector<model::SaidTemplate> templates() override { return list_templates(*m_db); }

private:
    sqlite::Db *m_db;
    SourceRow m_source;
    model::ObjectFilter m_filter;
    bool m_extension_objects;
    sqlite::Txn m_snapshot; ///< all cursors see one state, whatever another scribe writes meanwhile
    sqlite::Stmt m_find;
};

} // namespace

void read_record(sqlite::Stmt &row, model::Record &record, int at) {
    record.kind = model::kind_from_name(row.get_text(at)).value_or(model::Kind::table);
    read_rest(row, record, at + 1);
}

bool in_filter(model::ObjectFilter const &filter, model::Record const &record) {
    return filter.empty() || (!model::is_database_wide(record.kind) && filter.matches(record));
}

std::unique_ptr<model::ModelReader> Store::reader(SourceRow const &source, model::ObjectFilter const &filter,
                                                  bool extension_objects) {
    return std::make_unique<StoreReader>(*m_db, source, filter.for_source(source.name), extension_objects);
}

std::vector<model::Record> Store::parts(std::int64_t source_id, model::Kind kind, std::string_view schema,
                                        std::string_view table) {
    sqlite::Stmt select{*m_db, std::string{k_record_select} +
                                   "WHERE o.source_id = ? AND o.kind = ? AND o.schema_name = ? AND o.table_name = ? "
                                   "AND o.removed_scan IS NULL ORDER BY o.position, o.name"};
    select.bind(1, source_id);
    select.bind(2, model::kind_name(kind));
    select.bind(3, schema);
    select.bind(4, table);
    std::vector<model::Record> records;
    while (select.step()) read_record(select, records.emplace_back(), 0);
    return records;
}

std::optional<model::Record> Store::find(std::int64_t source_id, model::Kind kind, std::string_view schema,
                                         std::string_view table, std::string_view name) {
    sqlite::Stmt select{*m_db, std::string{k_record_select} +
                                   "WHERE o.source_id = ? AND o.kind = ? AND o.schema_name = ? AND o.table_name = ? "
                                   "AND o.name = ? AND o.removed_scan IS NULL"};
    select.bind(1, source_id);
    select.bind(2, model::kind_name(kind));
    select.bind(3, schema);
    select.bind(4, table);
    select.bind(5, name);
    if (!select.step()) return std::nullopt;
    model::Record record;
    read_record(select, record, 0);
    return record;
}

} // namespace scribe::catalog
