// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "sql/analyzer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace scribe::sql {

namespace {

constexpr int k_most_depth = 3; // a function that creates a function

/// What an option of CREATE FUNCTION or DO says, of AS the first text; nothing when it does not stand there just once.
std::optional<std::string_view> option(Node const &options, std::string_view name) {
    std::optional<std::string_view> found;
    for (auto const &item : options) {
        auto const &element = item.typed();
        if (element.word("defname") != name) continue;
        if (found) return {};
        auto const &value = element.child("arg");
        auto const *const first = value["items"].first;
        found = value.is("List") ? (first ? first->typed().word("sval") : std::string_view{}) : value.word("sval");
    }
    return found;
}

/// The only variable that a query's row goes to, or nothing.
std::string_view row_variable(Node const &target) {
    return target.is("PLpgSQL_rec") ? target.word("refname") : target["fields"].only().word("name");
}

} // namespace

void Analyzer::fail(std::string_view error) {
    if (m_error.empty()) m_error = error;
}

void Analyzer::sql_body(Node const &node) {
    if (!node.is("List")) {
        statement(node, &m_surroundings, nullptr);
        return;
    }
    for (auto const &item : node["items"]) sql_body(item.typed());
}

void Analyzer::function(Node const &node, std::string_view text) {
    sql_body(node.child("sql_body"));
    bool const block = node.is("DoStmt");
    auto const &options = node[block ? "args" : "options"];
    auto const body = option(options, "as");
    auto const language = option(options, "language");
    if (!body || (!language && !block)) return;
    if (language == "sql") return read_text(*body);
    // libpg_query aborts on functions without AS and on other languages.
    if (language.value_or("plpgsql") != "plpgsql") return;
    auto const tree = Tree::of_plpgsql(std::string{text});
    if (!tree.error().empty()) return fail(tree.error());
    plpgsql(tree.root());
}

void Analyzer::plpgsql_query(std::string_view text, std::string_view row) {
    constexpr std::array<std::string_view, 6> k_begins{"select", "with", "insert", "update", "delete", "merge"};
    auto const lower = base::to_lower_ascii(base::trim(text));
    auto const first = lower.substr(0, lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz_$0123456789"));
    std::string query{text};
    if (std::ranges::find(k_begins, first) == k_begins.end()) {
        // An expression, or the assignment of one. Without a subquery it reads no table.
        if (lower.find("select") == std::string::npos) return;
        auto const assigned = query.find(":=");
        query = "SELECT " + query.substr(assigned == std::string::npos ? 0 : assigned + 2);
    }
    auto const tree = Tree::of_sql(query);
    if (!tree.error().empty()) return fail(tree.error());
    auto shape = read_statements(tree, {});
    if (row.empty()) return;
    auto &rows = m_surroundings.relations;
    std::erase_if(rows, [&](auto const &known) { return known.name == row; });
    rows.push_back({std::string{row}, {}, std::make_shared<Shape>(std::move(shape)), true});
}

void Analyzer::plpgsql(Node const &node) {
    m_budget.spend();
    if (node.is("PLpgSQL_expr")) return plpgsql_query(node.word("query"));
    // FOR row IN query, SELECT ... INTO row: what comes after uses row.column.
    bool const loop = node.is("PLpgSQL_stmt_fors");
    auto const &query = node[loop ? "query" : "sqlstmt"].typed();
    if (query.is("PLpgSQL_expr"))
        plpgsql_query(query.word("query"), row_variable(node[loop ? "var" : "target"].typed()));
    for (auto const &part : node)
        if (!query || &part.typed() != &query) plpgsql(part);
}

Shape Analyzer::read_statements(Tree const &tree, std::string_view text) {
    Shape last;
    for (auto const &item : tree.root()["stmts"]) {
        auto const &node = item.child("stmt");
        auto const begin = static_cast<std::size_t>(item["stmt_location"].number);
        auto const length = static_cast<std::size_t>(item["stmt_len"].number); // 0: to the end
        if (node.is("CreateFunctionStmt") || node.is("DoStmt"))
            function(node, text.substr(std::min(begin, text.size()), length == 0 ? std::string_view::npos : length));
        else last = statement(node, &m_surroundings, nullptr);
    }
    return last;
}

void Analyzer::read_text(std::string_view text) {
    if (auto const error = refusal(text); !error.empty()) return fail(error);
    if (m_depth == k_most_depth) return fail("functions within functions");
    ++m_depth;
    std::string source{text};
    auto tree = Tree::of_sql(source);
    if (!tree.error().empty() && text.find_first_of("`[") != std::string_view::npos) {
        auto quoted = with_standard_quotes(text);
        auto standard = Tree::of_sql(quoted);
        if (standard.error().empty()) {
            tree = std::move(standard);
            source = std::move(quoted);
        }
    }
    if (!tree.error().empty()) fail(tree.error());
    auto result = read_statements(tree, source);
    if (m_depth == 1) m_result = std::move(result);
    --m_depth;
}

void Analyzer::read_routine(RoutineText const &routine) {
    auto const language = base::to_lower_ascii(routine.language);
    if (language != "sql" && language != "plpgsql") return;
    if (!routine.trigger_table.table.empty()) {
        auto const &home = m_facts.add_conjunction(nullptr, false);
        for (auto const *row : {"new", "old"})
            m_surroundings.relations.push_back({row, {}, table(routine.trigger_table, home, false), true});
    }
    auto const head = base::to_lower_ascii(base::trim(routine.body).substr(0, 12));
    bool const standard = head.starts_with("begin atomic") || head.starts_with("return ");
    if (language == "sql" && !standard) return read_text(routine.body);
    bool const procedure = routine.result.empty();
    read_text(fmt::format("CREATE {} f({}) {} {} LANGUAGE {} {} {}", procedure ? "PROCEDURE" : "FUNCTION",
                          routine.arguments, procedure ? "" : "RETURNS", routine.result, language, standard ? "" : "AS",
                          standard ? routine.body : base::quote_literal(routine.body)));
}

StatementUse Analyzer::use() {
    StatementUse use;
    Budget budget;
    try {
        m_facts.write(use, budget);
    } catch (TooMuch const &error) {
        fail(error.what());
    }
    use.result = m_facts.named(m_result);
    use.error = m_error;
    return use;
}

} // namespace scribe::sql
