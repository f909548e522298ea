// SPDX-License-Identifier: MIT
#include "sql/expression.hpp"

#include "base/text.hpp"
#include "sql/analyzer.hpp"
#include "sql/deep_stack.hpp"
#include "sql/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::sql {

namespace {

/// The names that the tables of a FROM are called by: their alias, else their name.
void add_tables(Node const &node, std::vector<std::string> &tables) {
    if (node.is("RangeVar") && !node["alias"]) tables.emplace_back(node.word("relname"));
    if (node.is("alias")) tables.emplace_back(node.word("aliasname"));
    // What is in a subquery there is called so in it alone, and conditions of joins name no tables.
    for (auto const &part : node)
        if (!part.is("SelectStmt") && !part.is("quals")) add_tables(part, tables);
}

/// Collects columns, but those of the tables of subqueries. Of a name without a table in a subquery with tables nobody
/// can tell whose column it is.
void add_columns(Node const &node, std::vector<std::string> own, bool inside,
                 std::vector<std::vector<std::string>> &columns) {
    if (node.is("ColumnRef")) {
        auto words = words_of(node["fields"]);
        if (words.empty() || (words.size() == 1 && inside)) return;
        if (words.size() > 1 && std::ranges::find(own, words[words.size() - 2]) != own.end()) return;
        if (std::ranges::find(columns, words) == columns.end()) columns.push_back(std::move(words));
        return;
    }
    if (node.is("SelectStmt") && node["fromClause"]) {
        inside = true;
        add_tables(node["fromClause"], own);
    }
    for (auto const &part : node) add_columns(part, own, inside, columns);
}

/// Why the value cannot be true or false, or nothing.
std::string_view not_boolean(Node const &value) {
    constexpr std::array<std::string_view, 7> k_arithmetic{"+", "-", "*", "/", "%", "^", "||"};
    if (value.is("A_Const") && !value["boolval"] && !value["isnull"]) return "a constant is no condition";
    if (value.is("RowExpr")) return "a list of values is no condition";
    if (value.is("A_ArrayExpr")) return "an array is no condition";
    if (value.is("SubLink") && value.word("subLinkType") == "ARRAY_SUBLINK") return "an array is no condition";
    if (value.is("A_Expr") && value.word("kind") == "AEXPR_OP" &&
        std::ranges::find(k_arithmetic, last_word(value["name"])) != k_arithmetic.end())
        return "a calculated value is no condition";
    return {};
}

/// The condition of SELECT WHERE, when the statement has nothing else.
Node const &only_condition(Tree const &tree) {
    auto const &select = tree.root()["stmts"].only().child("stmt");
    constexpr std::array<std::string_view, 4> k_members{"targetList", "whereClause", "limitOption", "op"};
    for (auto const &member : select)
        if (std::ranges::find(k_members, member.key) == k_members.end()) return Node::none();
    if (select.word("limitOption") != "LIMIT_OPTION_DEFAULT" || select.word("op") != "SETOP_NONE") return Node::none();
    return select.child("whereClause");
}

Expression read(std::string_view text) {
    Expression expression;
    expression.error = refusal(text);
    if (!expression.error.empty()) return expression;
    constexpr std::string_view k_before = "SELECT WHERE ";
    auto const tree = Tree::of_sql(fmt::format("{}{}", k_before, text), static_cast<int>(k_before.size()));
    auto const &condition = only_condition(tree);
    // In brackets, what goes on behind the expression does not fit: a comment, a semicolon.
    auto const in_brackets = Tree::of_sql(fmt::format("{}({})", k_before, text));
    if (!tree.error().empty()) expression.error = tree.error();
    else if (!condition || !in_brackets.error().empty()) expression.error = "it is more than one expression";
    else expression.error = not_boolean(condition);
    if (expression.error.empty()) add_columns(condition, {}, false, expression.columns);
    return expression;
}

} // namespace

Expression read_expression(std::string_view text) {
    Expression expression;
    run_on_deep_stack([&] { expression = read(text); });
    return expression;
}

bool is_expression(std::string_view text, std::string &error) {
    error = read_expression(text).error;
    return error.empty();
}

} // namespace scribe::sql
