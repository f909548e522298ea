// SPDX-License-Identifier: MIT
#include "sql/analyzer.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace scribe::sql {

namespace {

/// The name that a column of SELECT has when none is given.
std::string_view implied_name(Node const &value) {
    if (value.is("ColumnRef")) return last_word(value["fields"]);
    if (value.is("FuncCall")) return last_word(value["funcname"]);
    if (value.is("TypeCast") || value.is("CollateClause")) return implied_name(value.child("arg"));
    return "?column?";
}

bool ends_in_star(Node const &value) {
    if (!value.is("ColumnRef")) return false;
    auto const *last = value["fields"].first;
    while (last && last->next) last = last->next;
    return last != nullptr && last->typed().is("A_Star");
}

} // namespace

void Analyzer::with_clause(Node const &clause, Query &query) {
    bool const recursive = clause.flag("recursive");
    for (auto const &item : clause["ctes"]) {
        auto const &cte = item.typed();
        Recursion const recursion{cte.word("ctename"), words_of(cte["aliascolnames"])};
        auto const &body = cte.child("ctequery");
        auto shape = body.is("SelectStmt") ? select(body, &query.with, &query.where, recursive ? &recursion : nullptr)
                                           : statement(body, &query.with, &query.where);
        shape.rename(recursion.columns);
        query.with.tables.insert_or_assign(std::string{recursion.name}, std::make_shared<Shape>(std::move(shape)));
    }
}

Shape Analyzer::set_operation(Node const &node, Query &query, Recursion const *recursion) {
    auto left = select(node["larg"], &query.with, &query.where);
    if (recursion) {
        auto first = left;
        first.rename(recursion->columns);
        query.with.tables.insert_or_assign(std::string{recursion->name}, std::make_shared<Shape>(std::move(first)));
    }
    auto const right = select(node["rarg"], &query.with, &query.where);
    if (node.word("op") == "SETOP_EXCEPT") return left;
    // The places of columns are only known when those of all tables are.
    if (left.may_have_more() || right.may_have_more()) {
        left.outputs.clear();
        left.opaque = true;
        return left;
    }
    for (std::size_t i = 0; i < std::min(left.outputs.size(), right.outputs.size()); ++i) {
        m_budget.spend(right.outputs[i].sources.size() + 1);
        add_sources(left.outputs[i].sources, right.outputs[i].sources);
    }
    return left;
}

Shape Analyzer::values(Node const &node, Query &query) {
    expression(node["valuesLists"], query.scope, query.where);
    Shape shape;
    auto const *const row = node["valuesLists"].first;
    auto const columns = row ? row->typed()["items"].size() : 0;
    for (std::size_t i = 1; i <= columns; ++i) shape.add({"column" + std::to_string(i), {}});
    return shape;
}

Shape Analyzer::targets(Node const &list, Scope const &scope, Conjunction &conjunction) {
    Shape shape;
    for (auto const &item : list) {
        m_budget.spend();
        auto const &target = item.typed();
        auto const &value = target.child("val");
        if (ends_in_star(value)) {
            auto const names = words_of(value["fields"]);
            if (names.empty()) {
                shape.add_all(scope.all_columns(m_budget), m_budget);
                continue;
            }
            auto const schema = names.size() > 1 ? std::string_view{names[names.size() - 2]} : std::string_view{};
            if (auto const *relation = scope.find_relation(schema, names.back(), m_budget))
                shape.add_all(*relation->shape, m_budget);
            else shape.opaque = true;
            continue;
        }
        auto const name = target["name"] ? target.word("name") : implied_name(value);
        shape.add({std::string{name}, operand(value, scope, conjunction).sources});
    }
    return shape;
}

Shape Analyzer::select(Node const &node, Scope const *outer, Conjunction const *around, Recursion const *recursion) {
    m_budget.spend();
    Query query{outer, m_facts.add_conjunction(around, false)};
    with_clause(node["withClause"], query);
    if (node["larg"]) return set_operation(node, query, recursion);
    if (node["valuesLists"]) return values(node, query);
    for (auto const &item : node["fromClause"]) from(item.typed(), query, query.where);
    condition(node.child("whereClause"), query.scope, query.where);
    auto shape = targets(node["targetList"], query.scope, query.where);
    constexpr std::array<std::string_view, 7> k_others{"distinctClause", "groupClause", "havingClause", "windowClause",
                                                       "sortClause",     "limitOffset", "limitCount"};
    for (auto const member : k_others) expression(node[member], query.scope, query.where);
    return shape;
}

} // namespace scribe::sql
