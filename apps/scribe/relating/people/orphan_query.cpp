// SPDX-License-Identifier: MIT
#include "relating/people/orphan_query.hpp"

#include "base/text.hpp"
#include "sql/expression.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

std::string table_name(model::RelationshipEnd const &end) {
    return (end.schema.empty() ? "" : base::quote_ident(end.schema) + ".") + base::quote_ident(end.table);
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
    auto const child = by_name ? base::quote_ident(one.from.table) : "child";
    auto const parent = by_name ? base::quote_ident(one.to.table) : "parent";
    std::vector<std::string> columns, filters, joins;
    for (std::size_t i = 0; i < one.from.columns.size(); ++i) {
        columns.push_back(one.array ? "element.value" : child + "." + base::quote_ident(one.from.columns[i]));
        filters.push_back(columns.back() + " IS NOT NULL");
        joins.push_back(fmt::format("{}.{} = {}", parent, base::quote_ident(one.to.columns[i]), columns.back()));
    }
    if (!one.type_value.empty())
        filters.push_back(
            fmt::format("{}.{} = {}", child, base::quote_ident(one.type_column), literal(one.type_value, sqlite)));
    auto const elements = one.array ? fmt::format(" CROSS JOIN unnest(child.{}) AS element (value)",
                                                  base::quote_ident(one.from.columns.front()))
                                    : std::string{};
    auto const list = base::join(columns, ", ");
    return fmt::format("SELECT {}, count(*) AS orphans\n"
                       "FROM {}{}{}\n"
                       "WHERE {}\n"
                       "  AND NOT EXISTS (SELECT 1 FROM {}{} WHERE {})\n"
                       "GROUP BY {}\n"
                       "ORDER BY count(*) DESC\n"
                       "LIMIT 100",
                       list, table_name(one.from), by_name ? "" : " AS child", elements, base::join(filters, " AND "),
                       (parent_only ? "ONLY " : "") + table_name(one.to), by_name ? "" : " AS parent",
                       one.condition.empty() ? base::join(joins, " AND ") : one.condition, list);
}

} // namespace scribe::cli
