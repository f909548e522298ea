// SPDX-License-Identifier: MIT
#include "sql/analyzer.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace scribe::sql {

std::vector<std::string> words_of(Node const &list) {
    std::vector<std::string> words;
    for (auto const &item : list)
        if (item.typed().is("String")) words.emplace_back(item.typed().word("sval"));
    return words;
}

std::string_view last_word(Node const &list) {
    std::string_view last;
    for (auto const &item : list) last = item.typed().word("sval");
    return last;
}

void Analyzer::add_write(Node const &range_var) {
    TableName written{std::string{range_var.word("schemaname")}, std::string{range_var.word("relname")}};
    m_facts.add_write(m_names.find_table(written.schema, written.table).value_or(written));
}

void Analyzer::add_written_columns(Node const &targets) {
    for (auto const &item : targets)
        if (auto const name = item.typed().word("name"); !name.empty()) m_facts.add_written_column(name);
}

Shape Analyzer::insert(Node const &node, Scope const *outer, Conjunction const *around) {
    Query query{outer, m_facts.add_conjunction(around, false)};
    with_clause(node["withClause"], query);
    if (auto const &rows = node.child("selectStmt")) select(rows, &query.with, &query.where);
    from_table(node["relation"], query, query.where, false);
    add_write(node["relation"]);
    add_written_columns(node["cols"]);
    if (auto const &conflict = node["onConflictClause"]) {
        query.scope.relations.push_back({"excluded", {}, query.scope.relations.front().shape, true});
        condition(conflict.child("whereClause"), query.scope, query.where);
        expression(conflict["targetList"], query.scope, query.where);
    }
    return targets(node["returningList"], query.scope, query.where);
}

Shape Analyzer::change(Node const &node, Scope const *outer, Conjunction const *around) {
    Query query{outer, m_facts.add_conjunction(around, false)};
    with_clause(node["withClause"], query);
    from_table(node["relation"], query, query.where);
    add_write(node["relation"]);
    add_written_columns(node["targetList"]);
    for (auto const *const clause : {"fromClause", "usingClause"})
        for (auto const &item : node[clause]) from(item.typed(), query, query.where);
    condition(node.child("whereClause"), query.scope, query.where);
    expression(node["targetList"], query.scope, query.where);
    return targets(node["returningList"], query.scope, query.where);
}

Shape Analyzer::merge(Node const &node, Scope const *outer, Conjunction const *around) {
    Query query{outer, m_facts.add_conjunction(around, false)};
    with_clause(node["withClause"], query);
    from_table(node["relation"], query, query.where);
    add_write(node["relation"]);
    from(node.child("sourceRelation"), query, query.where);
    condition(node.child("joinCondition"), query.scope, query.where);
    expression(node["mergeWhenClauses"], query.scope, query.where);
    return {};
}

void Analyzer::add_row_names(Scope &scope, Conjunction const &home, Node const &range_var) {
    TableName const name{std::string{range_var.word("schemaname")}, std::string{range_var.word("relname")}};
    for (auto const *row : {"new", "old"}) scope.relations.push_back({row, {}, table(name, home, false), true});
}

void Analyzer::rule(Node const &node, Scope const *outer) {
    Scope scope{outer};
    auto &where = m_facts.add_conjunction(nullptr, false);
    add_row_names(scope, where, node["relation"]);
    condition(node.child("whereClause"), scope, where);
    for (auto const &action : node["actions"]) statement(action.typed(), &scope, &where);
}

void Analyzer::policy(Node const &node, Scope const *outer) {
    Query query{outer, m_facts.add_conjunction(nullptr, false)};
    from_table(node["table"], query, query.where, false);
    condition(node.child("qual"), query.scope, query.where);
    condition(node.child("with_check"), query.scope, m_facts.add_conjunction(nullptr, false));
}

Shape Analyzer::statement(Node const &node, Scope const *outer, Conjunction const *around) {
    m_budget.spend();
    if (node.is("SelectStmt")) return select(node, outer, around);
    if (node.is("InsertStmt")) return insert(node, outer, around);
    if (node.is("UpdateStmt") || node.is("DeleteStmt")) return change(node, outer, around);
    if (node.is("MergeStmt")) return merge(node, outer, around);
    if (node.is("RuleStmt")) rule(node, outer);
    else if (node.is("CreatePolicyStmt")) policy(node, outer);
    else if (node.is("ReturnStmt")) {
        Scope const scope{outer};
        expression(node["returnval"], scope, m_facts.add_conjunction(around, false));
    }
    constexpr std::array<std::string_view, 6> k_with_query{"ViewStmt",          "CreateTableAsStmt", "ExplainStmt",
                                                           "DeclareCursorStmt", "CopyStmt",          "PrepareStmt"};
    if (std::ranges::find(k_with_query, node.key) == k_with_query.end()) return {};
    auto result = statement(node.child("query"), outer, around);
    result.rename(words_of(node.is("ViewStmt") ? node["aliases"] : node["into"]["colNames"]));
    return result;
}

} // namespace scribe::sql
