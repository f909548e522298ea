// SPDX-License-Identifier: MIT
#include "relating/people/orphan_query.hpp"

#include "base/text.hpp"
#include "sql/expression.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

/// Of PostgreSQL's names in one line, whatever is in them: a line break could not be copied from a page or a comment.
std::string ident(std::string const &name, bool sqlite) {
    if (sqlite || !base::has_controls(name)) return base::quote_ident(name);
    std::string out;
    base::append_escaped_ident(out, name);
    return out;
}

std::string table_name(model::RelationshipEnd const &end, bool sqlite) {
    return (end.schema.empty() ? "" : ident(end.schema, sqlite) + ".") + ident(end.table, sqlite);
}

std::string literal(std::string const &text, bool sqlite) {
    if (!sqlite) return base::quote_literal(text);
    return "'" + base::join(base::split(text, '\''), "''") + "'";
}

/// True when the condition calls the tables by their own names.
bool calls_by_name(model::Relationship const &one) {
    auto const columns = sql::read_expression(one.condition).columns;
    return std::ranges::any_of(columns, [](auto const &column) {
        return column.size() > 1 && !(column.size() == 2 && (column[0] == "child" || column[0] == "parent"));
    });
}

} // namespace

std::string orphan_query(model::Relationship const &one, bool sqlite, bool parent_only) {
    if (one.cardinality == "N:M") return {};
    bool const by_name = !one.condition.empty() && calls_by_name(one);
    auto const child = by_name ? ident(one.from.table, sqlite) : "child";
    auto const parent = by_name ? ident(one.to.table, sqlite) : "parent";
    std::vector<std::string> columns, filters, joins;
    for (std::size_t i = 0; i < one.from.columns.size(); ++i) {
        columns.push_back(one.array ? "element.value" : child + "." + ident(one.from.columns[i], sqlite));
        filters.push_back(columns.back() + " IS NOT NULL");
        joins.push_back(fmt::format("{}.{} = {}", parent, ident(one.to.columns[i], sqlite), columns.back()));
    }
    if (!one.type_value.empty())
        filters.push_back(
            fmt::format("{}.{} = {}", child, ident(one.type_column, sqlite), literal(one.type_value, sqlite)));
    auto const elements = one.array ? fmt::format(" CROSS JOIN unnest(child.{}) AS element (value)",
                                                  ident(one.from.columns.front(), sqlite))
                                    : std::string{};
    auto const list = base::join(columns, ", ");
    return fmt::format("SELECT {}, count(*) AS orphans\n"
                       "FROM {}{}{}\n"
                       "WHERE {}\n"
                       "  AND NOT EXISTS (SELECT 1 FROM {}{} WHERE {})\n"
                       "GROUP BY {}\n"
                       "ORDER BY count(*) DESC\n"
                       "LIMIT 100",
                       list, table_name(one.from, sqlite), by_name ? "" : " AS child", elements,
                       base::join(filters, " AND "), (parent_only ? "ONLY " : "") + table_name(one.to, sqlite),
                       by_name ? "" : " AS parent", one.condition.empty() ? base::join(joins, " AND ") : one.condition,
                       list);
}

} // namespace scribe::cli
