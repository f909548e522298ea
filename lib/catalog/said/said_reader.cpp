// SPDX-License-Identifier: MIT
#include "catalog/said/said_reader.hpp"

#include "catalog/objects.hpp"

#include <fmt/format.h>

#include <utility>

namespace scribe::catalog {

namespace {

/// SQL that puts fields in their order.
std::string field_order() {
    std::string names = ",";
    for (auto const field : model::k_context_fields) names += std::string{field} + ",";
    return fmt::format("instr('{}', ',' || c.field || ',')", names);
}

/// The name of an object, its columns being `o.kind` and those behind it; what is in none of both is the database.
constexpr std::string_view k_name = "coalesce(o.kind, 'database'), coalesce(o.schema_name, ''), "
                                    "coalesce(o.table_name, ''), coalesce(o.name, '')";

/// Objects that are gone are left out, those of extensions too.
std::string select(std::string_view columns, std::string_view from, std::string_view where, std::string_view last) {
    return fmt::format("SELECT {}, {} FROM {} LEFT JOIN object o ON o.id = c.object_id WHERE c.source_id = ? AND "
                       "o.removed_scan IS NULL {} ORDER BY o.id IS NOT NULL, o.schema_name, o.kind <> 'schema', CASE "
                       "o.table_name WHEN '' THEN o.name ELSE o.table_name END, o.table_name <> '', o.position, "
                       "o.name, o.kind{}",
                       k_name, columns, from, where, last);
}

/// Walks rows whose first columns are k_name.
template <typename T> class SaidCursor final : public model::ItemCursor<T> {
public:
    SaidCursor(sqlite::Db &db, std::string const &sql, std::int64_t source_id, model::ObjectFilter filter,
               void (*read)(sqlite::Stmt const &, T &))
        : m_statement(db, sql), m_filter(std::move(filter)), m_read(read) {
        m_statement.bind(1, source_id);
    }

    bool next(T &item) override {
        while (m_statement.step()) {
            auto &of = item.of;
            of.kind = m_statement.get_text(0);
            of.schema = m_statement.get_text(1);
            of.table = m_statement.get_text(2);
            of.name = m_statement.get_text(3);
            if (!is_read(of)) continue;
            m_read(m_statement, item);
            return true;
        }
        return false;
    }

private:
    bool is_read(model::ObjectName const &of) const {
        auto const kind = model::kind_from_name(of.kind);
        if (!kind) return m_filter.empty();
        model::Record record;
        record.kind = *kind;
        record.schema = of.schema;
        record.table = of.table;
        record.name = of.name;
        return in_filter(m_filter, record);
    }

    sqlite::Stmt m_statement;
    model::ObjectFilter m_filter;
    void (*m_read)(sqlite::Stmt const &, T &);
};

void read_entry(sqlite::Stmt const &row, model::SaidEntry &item) {
    item.entry.field = row.get_text(4);
    item.entry.text = row.get_text(5);
    item.entry.author = row.get_text(6);
    item.entry.said_at = row.get_text(7);
    item.entry.origin = row.get_text(8);
}

/// What read_text reads.
constexpr std::string_view k_text = "c.body, c.author, c.created_at, c.version, c.stale";

void read_text(sqlite::Stmt const &row, model::SaidText &item) {
    item.description = model::description_from_json(row.get_text(4), item.of.name);
    item.author = row.get_text(5);
    item.said_at = row.get_text(6);
    item.version = row.get_int(7);
    item.description.stale = row.get_int(8) != 0;
}

} // namespace

std::unique_ptr<model::ItemCursor<model::SaidEntry>> said_entries(sqlite::Db &db, SourceRow const &source,
                                                                  model::ObjectFilter filter) {
    auto const sql = select("c.field, c.text, c.author, c.said_at, c.origin", "v_current_context c",
                            "AND c.field <> 'description'", ", " + field_order());
    return std::make_unique<SaidCursor<model::SaidEntry>>(db, sql, source.id, std::move(filter), read_entry);
}

std::unique_ptr<model::ItemCursor<model::SaidText>> said_texts(sqlite::Db &db, SourceRow const &source,
                                                               model::ObjectFilter filter) {
    auto const sql = select(k_text, "v_current_descriptions c", "AND c.text <> ''", "");
    return std::make_unique<SaidCursor<model::SaidText>>(db, sql, source.id, std::move(filter), read_text);
}

std::unique_ptr<model::ItemCursor<model::SaidText>> other_texts(sqlite::Db &db, SourceRow const &source,
                                                                model::ObjectFilter filter) {
    auto const sql = select(k_text, "description c",
                            "AND NOT EXISTS (SELECT 1 FROM v_current_descriptions x WHERE x.object_id = c.object_id "
                            "AND x.version = c.version AND x.text <> '')",
                            ", c.version");
    return std::make_unique<SaidCursor<model::SaidText>>(db, sql, source.id, std::move(filter), read_text);
}

} // namespace scribe::catalog
