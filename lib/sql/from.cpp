// SPDX-License-Identifier: MIT
#include "sql/analyzer.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace scribe::sql {

namespace {

/// The relation that an item of FROM is, under its alias.
Relation aliased(Node const &alias, ShapePtr shape, std::string_view name = {}, std::string_view schema = {}) {
    if (!alias) return {std::string{name}, std::string{schema}, std::move(shape)};
    auto const columns = words_of(alias["colnames"]);
    if (!columns.empty()) {
        auto renamed = std::make_shared<Shape>(*shape);
        renamed->rename(columns);
        shape = std::move(renamed);
    }
    return {std::string{alias.word("aliasname")}, {}, std::move(shape)};
}

} // namespace

ShapePtr Analyzer::table(TableName const &written, Conjunction const &home, bool is_read) {
    auto const known = m_names.find_table(written.schema, written.table);
    auto const *const columns = known ? m_names.columns(*known) : nullptr;
    auto const instance = m_facts.add_instance(known.value_or(written), home, is_read);
    Shape shape;
    if (!columns) {
        shape.open.push_back(instance);
        return std::make_shared<Shape>(std::move(shape));
    }
    m_budget.spend(columns->size());
    for (auto const &column : *columns) shape.add({column, {Source{instance, column}}});
    return std::make_shared<Shape>(std::move(shape));
}

void Analyzer::from_table(Node const &range_var, Query &query, Conjunction const &home, bool is_read) {
    TableName const written{std::string{range_var.word("schemaname")}, std::string{range_var.word("relname")}};
    auto shape = written.schema.empty() ? query.scope.find_table(written.table) : nullptr;
    if (shape) m_budget.spend(shape->outputs.size());
    else shape = table(written, home, is_read);
    query.scope.relations.push_back(aliased(range_var["alias"], std::move(shape), written.table, written.schema));
}

void Analyzer::from(Node const &item, Query &query, Conjunction &conjunction) {
    m_budget.spend();
    if (item.is("RangeVar")) return from_table(item, query, conjunction);
    if (item.is("JoinExpr")) return from_join(item, query, conjunction);
    if (item.is("RangeFunction")) return from_function(item, query, conjunction);
    if (item.is("RangeTableSample")) return from(item.child("relation"), query, conjunction);
    if (item.is("RangeSubselect")) {
        auto const *const outer = item.flag("lateral") ? &query.scope : &query.with;
        auto shape = std::make_shared<Shape>(select(item.child("subquery"), outer, &conjunction));
        query.scope.relations.push_back(aliased(item["alias"], std::move(shape)));
        return;
    }
    expression(item, query.scope, conjunction); // XMLTABLE
    auto shape = std::make_shared<Shape>();
    shape->opaque = true;
    query.scope.relations.push_back(aliased(item["alias"], std::move(shape)));
}

void Analyzer::from_function(Node const &function, Query &query, Conjunction &conjunction) {
    // Each comes with the definitions of its columns: [[f(), null]]. Several are ROWS FROM (f(), g()).
    auto const *const first = function["functions"].only().typed()["items"].first;
    auto const &value = first ? first->typed() : Node::none();
    auto elements = operand(value, query.scope, conjunction).sources;
    auto shape = std::make_shared<Shape>();
    auto const name = function["alias"] ? function["alias"].word("aliasname") : last_word(value["funcname"]);
    if (elements.empty()) shape->opaque = true;
    else shape->add({std::string{name}, std::move(elements)});
    if (!value) expression(function["functions"], query.scope, conjunction);
    query.scope.relations.push_back(aliased(function["alias"], std::move(shape), name));
}

void Analyzer::join_using(std::string_view column, Node const &join, Query &query, Conjunction &on, std::size_t begin,
                          std::size_t middle) {
    auto &scope = query.scope;
    auto const find = [&](std::size_t from, std::size_t to) -> Sources {
        Sources guess;
        for (auto i = from; i < to; ++i) {
            auto const &shape = *scope.relations[i].shape;
            if (auto const *output = shape.find(column, m_budget)) return output->sources;
            if (guess.empty()) guess = shape.sources(column, m_budget);
        }
        return guess;
    };
    auto merged = std::ranges::find(scope.merged, column, &Output::name);
    bool const again = merged != scope.merged.end();
    auto left = again ? merged->sources : find(begin, middle);
    auto right = find(middle, scope.relations.size());
    Facts::add_pairs(on, left, right, m_budget);
    if (join.word("jointype") == "JOIN_RIGHT") left = std::move(right);
    else if (join.word("jointype") == "JOIN_FULL") add_sources(left, right);
    m_budget.spend(scope.merged.size() + 1);
    if (again) merged->sources = std::move(left);
    else scope.merged.push_back({std::string{column}, std::move(left)});
}

void Analyzer::join_natural(Node const &join, Query &query, Conjunction &on, std::size_t begin, std::size_t middle) {
    auto const &relations = query.scope.relations;
    std::vector<std::string> common;
    for (auto i = begin; i < middle; ++i) {
        for (auto const &output : relations[i].shape->outputs) {
            bool const shared =
                std::any_of(relations.begin() + static_cast<std::ptrdiff_t>(middle), relations.end(),
                            [&](auto const &right) { return right.shape->find(output.name, m_budget); });
            if (shared && std::ranges::find(common, output.name) == common.end()) common.push_back(output.name);
        }
    }
    for (auto const &column : common) join_using(column, join, query, on, begin, middle);
}

void Analyzer::join_alias(Node const &alias, Query &query, std::size_t begin) {
    auto &relations = query.scope.relations;
    Scope inside{nullptr};
    auto const first = relations.begin() + static_cast<std::ptrdiff_t>(begin);
    inside.relations.assign(std::make_move_iterator(first), std::make_move_iterator(relations.end()));
    relations.erase(first, relations.end());
    auto shape = std::make_shared<Shape>(inside.all_columns(m_budget));
    relations.push_back(aliased(alias, std::move(shape)));
}

void Analyzer::from_join(Node const &join, Query &query, Conjunction &conjunction) {
    auto const begin = query.scope.relations.size();
    from(join.child("larg"), query, conjunction);
    auto const middle = query.scope.relations.size();
    from(join.child("rarg"), query, conjunction);
    bool const inner = join.word("jointype") == "JOIN_INNER";
    // What one outer join asks of a row holds for that join alone.
    auto &on = inner ? conjunction : m_facts.add_conjunction(&conjunction, false);
    if (join.flag("isNatural")) join_natural(join, query, on, begin, middle);
    for (auto const &column : words_of(join["usingClause"])) join_using(column, join, query, on, begin, middle);
    condition(join.child("quals"), query.scope, on);
    if (join["alias"]) join_alias(join["alias"], query, begin);
}

} // namespace scribe::sql
