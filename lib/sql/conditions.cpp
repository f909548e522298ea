// SPDX-License-Identifier: MIT
#include "sql/analyzer.hpp"

#include <algorithm>
#include <utility>

namespace scribe::sql {

/// What the value is without its casts and collations.
Node const &bare(Node const &value) {
    auto const *at = &value;
    while (at->is("TypeCast") || at->is("CollateClause")) at = &at->child("arg");
    return *at;
}

std::optional<std::string> constant_text(Node const &constant) {
    if (auto const &text = constant["sval"]) return std::string{text.word("sval")};
    if (auto const &number = constant["fval"]) return std::string{number.word("fval")};
    if (auto const &number = constant["ival"]) return std::to_string(number["ival"].number);
    if (auto const &flag = constant["boolval"]) return flag.flag("boolval") ? "true" : "false";
    return {};
}

namespace {

bool is_subquery(Node const &value, std::string_view type) {
    return value.is("SubLink") && value.word("subLinkType") == type;
}

} // namespace

Sources Analyzer::column(Node const &column_ref, Scope const &scope) {
    auto const names = words_of(column_ref["fields"]);
    if (names.empty() || names.size() != column_ref["fields"].size()) return {}; // a star
    if (names.size() == 1) return scope.find_column(names.front(), m_budget);
    auto const schema = names.size() > 2 ? std::string_view{names[names.size() - 3]} : std::string_view{};
    auto const *relation = scope.find_relation(schema, names[names.size() - 2], m_budget);
    return relation ? relation->shape->sources(names.back(), m_budget) : Sources{};
}

Sources Analyzer::named_column(Node const &column_ref, Scope const &scope) {
    auto sources = column(column_ref, scope);
    m_facts.add_columns(sources, m_budget);
    return sources;
}

Analyzer::Operand Analyzer::operand(Node const &node, Scope const &scope, Conjunction &conjunction) {
    m_budget.spend();
    auto const &value = bare(node);
    if (value.is("ColumnRef")) return {named_column(value, scope), {}, {}};
    if (value.is("A_Const")) return {{}, constant_text(value), {}};
    if (value.is("RowExpr") || value.is("A_ArrayExpr")) {
        Operand list;
        for (auto const &item : value[value.is("RowExpr") ? "args" : "elements"])
            list.items.push_back(operand(item.typed(), scope, conjunction));
        return list;
    }
    if (is_subquery(value, "EXPR_SUBLINK") || is_subquery(value, "ARRAY_SUBLINK")) {
        Operand rows;
        for (auto &output : sublink(value, scope, conjunction).outputs)
            rows.items.push_back({std::move(output.sources), {}, {}});
        if (rows.items.size() == 1) return std::move(rows.items.front());
        return rows;
    }
    auto const &arguments = value["args"];
    if (value.is("FuncCall") && last_word(value["funcname"]) == "unnest" && arguments.only()) {
        auto elements = operand(arguments.only().typed(), scope, conjunction).sources;
        std::erase_if(elements, &Source::is_array);
        for (auto &source : elements) source.is_array = true;
        return {std::move(elements), {}, {}};
    }
    expression(value, scope, conjunction);
    return {};
}

void Analyzer::compare(Operand const &left, Operand const &right, Conjunction &conjunction) {
    m_budget.spend();
    if (!left.items.empty() && left.items.size() == right.items.size()) {
        for (std::size_t i = 0; i < left.items.size(); ++i) compare(left.items[i], right.items[i], conjunction);
        return;
    }
    Facts::add_pairs(conjunction, left.sources, right.sources, m_budget);
    for (auto const &[column, constant] : {std::pair{&left, &right}, std::pair{&right, &left}}) {
        if (constant->constant && column->sources.size() == 1)
            conjunction.facts.push_back({column->sources.front(), *constant->constant});
    }
}

void Analyzer::element_of(Operand const &element, Operand const &array, Conjunction &conjunction) {
    // = ANY (ARRAY[x]) is = x; of several it is one of them, which is OR.
    if (array.items.size() == 1) return compare(element, array.items.front(), conjunction);
    auto elements = array.sources;
    std::erase_if(elements, &Source::is_array);
    for (auto &source : elements) source.is_array = true;
    Facts::add_pairs(conjunction, element.sources, elements, m_budget);
}

void Analyzer::comparison(Node const &node, Scope const &scope, Conjunction &conjunction) {
    auto const kind = node.word("kind");
    auto const name = last_word(node["name"]);
    bool const equal = name == "=" || name == "=="; // SQLite has both
    bool const contains = kind == "AEXPR_OP" && (name == "@>" || name == "<@");
    if ((kind == "AEXPR_OP" && equal) || kind == "AEXPR_NOT_DISTINCT") {
        auto const left = operand(node.child("lexpr"), scope, conjunction);
        return compare(left, operand(node.child("rexpr"), scope, conjunction), conjunction);
    }
    if (kind == "AEXPR_IN" && equal) {
        auto const left = operand(node.child("lexpr"), scope, conjunction);
        auto const &list = node.child("rexpr")["items"];
        if (auto const &only = list.only())
            return compare(left, operand(only.typed(), scope, conjunction), conjunction);
        return expression(list, scope, conjunction);
    }
    if (kind == "AEXPR_OP_ANY" && equal) {
        auto const element = operand(node.child("lexpr"), scope, conjunction);
        auto const &right = bare(node.child("rexpr"));
        auto const array = operand(right, scope, conjunction);
        if (is_subquery(right, "ARRAY_SUBLINK")) return compare(element, array, conjunction);
        return element_of(element, array, conjunction);
    }
    if (contains) {
        auto left = operand(node.child("lexpr"), scope, conjunction);
        auto right = operand(node.child("rexpr"), scope, conjunction);
        if (name == "<@") std::swap(left, right);
        for (auto const &element : right.items) element_of(element, left, conjunction); // all of them are in the array
        return;
    }
    expression(node["lexpr"], scope, conjunction);
    expression(node["rexpr"], scope, conjunction);
}

Shape Analyzer::sublink(Node const &node, Scope const &scope, Conjunction &conjunction) {
    auto shape = select(node.child("subselect"), &scope, &conjunction);
    bool const any = node.word("subLinkType") == "ANY_SUBLINK";
    if (!any || (node["operName"] && last_word(node["operName"]) != "=")) {
        expression(node["testexpr"], scope, conjunction);
        return shape;
    }
    Operand rows;
    for (auto const &output : shape.outputs) rows.items.push_back({output.sources, {}, {}});
    auto const test = operand(node.child("testexpr"), scope, conjunction);
    if (rows.items.size() == 1) compare(test, rows.items.front(), conjunction);
    else compare(test, rows, conjunction);
    return shape;
}

void Analyzer::case_expression(Node const &node, Scope const &scope, Conjunction &conjunction) {
    auto const argument = operand(node.child("arg"), scope, conjunction);
    for (auto const &item : node["args"]) {
        auto const &when = item.typed();
        auto &branch = m_facts.add_conjunction(&conjunction, true);
        if (node["arg"]) compare(argument, operand(when.child("expr"), scope, branch), branch);
        else condition(when.child("expr"), scope, branch);
        expression(when["result"], scope, branch);
    }
    expression(node["defresult"], scope, conjunction);
}

void Analyzer::expression(Node const &node, Scope const &scope, Conjunction &conjunction) {
    m_budget.spend();
    if (node.is("SubLink")) {
        sublink(node, scope, conjunction);
        return;
    }
    if (node.is("CaseExpr")) return case_expression(node, scope, conjunction);
    if (node.is("ColumnRef")) {
        named_column(node, scope);
        return;
    }
    for (auto const &part : node) expression(part, scope, conjunction);
}

void Analyzer::condition(Node const &node, Scope const &scope, Conjunction &conjunction) {
    m_budget.spend();
    if (node.is("A_Expr")) return comparison(node, scope, conjunction);
    if (!node.is("BoolExpr")) return expression(node, scope, conjunction);
    auto const kind = node.word("boolop");
    for (auto const &item : node["args"]) {
        auto const &part = item.typed();
        // NOT IN and NOT EXISTS compare all the same.
        bool const holds = kind == "AND_EXPR" || (kind == "NOT_EXPR" && part.is("SubLink"));
        condition(part, scope, holds ? conjunction : m_facts.add_conjunction(&conjunction, true));
    }
}

} // namespace scribe::sql
