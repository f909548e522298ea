// SPDX-License-Identifier: MIT
#include "postgres_sql.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/scan.hpp"

namespace scribe::source::postgres {

namespace {

std::string_view user_type_kind(char typtype) {
    switch (typtype) {
    case 'd': return "domain";
    case 'e': return "enum";
    case 'c': return "composite";
    case 'r':
    case 'm': return "range";
    default: return "";
    }
}

std::string_view storage_word(char storage) {
    switch (storage) {
    case 'p': return "plain";
    case 'e': return "external";
    case 'x': return "extended";
    case 'm': return "main";
    default: return "";
    }
}

} // namespace

void Scan::read_columns() {
    copy("columns", sql::k_columns, {model::Kind::column}, [this](pg::BinaryRow &row) { add_column(row); });
}

void Scan::add_column(pg::BinaryRow &row) {
    auto const table = row.oid();
    auto const number = row.int2();
    auto const found = m_names.relations.find(table);
    if (found == m_names.relations.end()) return;
    auto &relation = found->second;
    model::Column column;
    column.name = row.text();
    auto const type_oid = row.oid();
    auto const type_number = m_names.type_numbers.at({type_oid, row.int4()});
    auto const &type = m_names.types[type_number];
    column.not_null = row.boolean();
    auto const identity = row.character();
    auto const generated = row.character();
    auto expression = row.optional_text();
    auto const collation = row.oid();
    auto const storage = row.character();
    column.inherited = !row.boolean();
    // -1, and from version 17 on NULL, is the server's default.
    auto const target = row.optional_int4();
    column.grants = parse_acl(row.text_array());
    column.options = row.text_array();
    std::erase_if(column.options, [](auto const &option) { return option.starts_with("pg_attver="); });
    column.foreign_options = without_secrets(row.text_array());
    auto const compression = row.character();

    auto const index = static_cast<std::size_t>(number) - 1;
    relation.columns.resize(index + 1);
    relation.column_types.resize(index + 1);
    relation.collations.resize(index + 1);
    relation.columns[index] = column.name;
    relation.column_types[index] = type_number;
    relation.collations[index] = collation;
    if (!wanted(relation.name.schema, relation.name.name)) return;

    column.schema = relation.name.schema;
    column.table = relation.name.name;
    // The place among the columns that exist; dropped ones leave gaps in the server's numbers.
    column.position = ++relation.live_columns;
    column.type = type.text;
    if (type.user_kind != 0) {
        column.user_type = type.user_type;
        column.user_type_kind = user_type_kind(type.user_kind);
    }
    if (identity != 0) column.identity = identity == 'a' ? "always" : "by default";
    bool const partial = generated != 0 && !expression && is_locked(table);
    if (generated != 0) {
        column.generated = generated == 's' ? "stored" : "virtual";
        if (expression) column.expression = std::move(*expression);
    } else {
        column.default_value = std::move(expression);
    }
    if (collation != 0 && collation != type.collation) {
        auto const name = m_names.collations.find(collation);
        if (name != m_names.collations.end()) append_qualified(column.collation, name->second, m_capabilities);
    }
    if (storage != type.storage && relation.kind != 'v') column.storage = storage_word(storage);
    if (compression != 0) column.compression = compression == 'p' ? "pglz" : "lz4";
    if (target && *target >= 0) column.statistics_target = *target;
    auto const comment = m_names.column_comments.find(object_key(table, static_cast<Oid>(number)));
    if (comment != m_names.column_comments.end()) column.comment = comment->second;
    column.extension = extension_of(SystemCatalog::pg_class, table);
    hand_over(model::to_record(std::move(column)), partial, 0, table);
}

void Scan::read_outside_columns() {
    if (!m_filtered) return;
    copy("columns of tables outside", sql::k_outside_columns, {}, [this](pg::BinaryRow &row) {
        auto &relation = m_names.relations[row.oid()];
        auto const number = row.int2();
        relation.columns.resize(static_cast<std::size_t>(number));
        relation.columns.back() = row.text();
        relation.name.schema = row.text();
        relation.name.name = row.text();
    });
}

} // namespace scribe::source::postgres
