// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/definitions.hpp"
#include "source/postgres/scan.hpp"

namespace scribe::source::postgres {

namespace {

std::string_view constraint_type(char type) {
    switch (type) {
    case 'p': return "primary key";
    case 'u': return "unique";
    case 'f': return "foreign key";
    case 'c': return "check";
    case 'x': return "exclusion";
    case 'n': return "not null";
    default: return "";
    }
}

std::string_view action(char code) {
    switch (code) {
    case 'r': return "restrict";
    case 'c': return "cascade";
    case 'n': return "set null";
    case 'd': return "set default";
    default: return ""; // no action
    }
}

/// The condition inside "CHECK (...) NO INHERIT NOT VALID".
std::string check_expression(std::string_view definition) {
    for (bool cut = true; cut;) {
        cut = false;
        for (std::string_view const suffix : {" NOT VALID", " NOT ENFORCED", " NO INHERIT"}) {
            if (definition.ends_with(suffix)) {
                definition.remove_suffix(suffix.size());
                cut = true;
            }
        }
    }
    constexpr std::string_view k_prefix = "CHECK (";
    if (!definition.starts_with(k_prefix) || !definition.ends_with(')')) return std::string{definition};
    return std::string{definition.substr(k_prefix.size(), definition.size() - k_prefix.size() - 1)};
}

} // namespace

void Scan::read_constraints() {
    copy("constraints", sql::k_constraints, {model::Kind::constraint},
         [this](pg::BinaryRow &row) { add_constraint(row); }, {sql::k_columns, sql::k_indexes});
}

void Scan::add_constraint(pg::BinaryRow &row) {
    auto const oid = row.oid();
    auto const table = row.oid();
    auto const *relation = m_names.relation(table);
    if (!relation) return;
    model::Constraint k;
    k.schema = relation->name.schema;
    k.table = relation->name.name;
    k.name = row.text();
    auto const type = row.character();
    k.type = constraint_type(type);
    k.columns = m_names.columns(table, row.int2_array());
    // Exclusion constraints on expressions and checks on system columns have members that are no column of the table.
    std::erase(k.columns, "");
    auto const other = row.oid();
    k.referenced_columns = m_names.columns(other, row.int2_array());
    if (auto const *target = m_names.relation(other)) k.references = target->name;
    k.on_update = action(row.character());
    k.on_delete = action(row.character());
    auto const match = row.character();
    k.match = match == 'f' ? "full" : match == 'p' ? "partial" : "";
    k.deferrable = row.boolean();
    k.initially_deferred = row.boolean();
    k.not_valid = !row.boolean();
    k.inherited = !row.boolean();
    // Primary keys, unique and foreign keys carry the mark too, but for them it says nothing.
    k.no_inherit = row.boolean() && (type == 'c' || type == 'n');
    auto const index = row.oid();
    auto definition = row.optional_text();
    k.operators = row.text_array();
    k.on_delete_columns = m_names.columns(table, row.int2_array());
    k.not_enforced = !row.boolean();
    k.temporal = row.boolean();
    if (type == 'p' || type == 'u' || type == 'x') {
        auto const found = m_key_indexes.find(index);
        if (found != m_key_indexes.end()) {
            k.index = found->second.name;
            k.include = found->second.include;
            k.nulls_not_distinct = found->second.nulls_not_distinct && type == 'u';
        }
    }
    bool const partial = !definition && (type == 'c' || type == 'x') && is_locked(table);
    if (definition) k.definition = std::move(*definition);
    else if (!partial) k.definition = constraint_definition(k, m_capabilities);
    if (type == 'c') k.expression = check_expression(k.definition);
    emit_part(std::move(k), SystemCatalog::pg_constraint, oid, table, partial);
}

} // namespace scribe::source::postgres
