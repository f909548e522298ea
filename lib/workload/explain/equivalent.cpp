// SPDX-License-Identifier: MIT
#include "workload/explain/equivalent.hpp"

#include "workload/explain/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace scribe::workload {

namespace {

/// A statement cut where its clauses begin, outside of brackets.
class Clauses {
public:
    explicit Clauses(std::string_view sql) : m_sql(sql), m_tokens(tokens_of(sql)) {
        while (!m_tokens.empty() && m_tokens.back().is_mark(";")) m_tokens.pop_back();
    }

    std::size_t size() const { return m_tokens.size(); }

    /// The first of the words outside of brackets from `begin` on; size() when there is none.
    std::size_t find(std::size_t begin, std::initializer_list<std::string_view> words) const {
        int depth = 0;
        for (auto k = begin; k < m_tokens.size(); ++k) {
            if (m_tokens[k].is_mark("(")) ++depth;
            if (m_tokens[k].is_mark(")")) --depth;
            if (depth == 0 && std::ranges::any_of(words, [&](std::string_view word) { return m_tokens[k].is(word); }))
                return k;
        }
        return m_tokens.size();
    }

    bool is(std::size_t k, std::string_view word) const { return k < m_tokens.size() && m_tokens[k].is(word); }

    /// The text of these tokens, with what stands between them.
    std::string text(std::size_t begin, std::size_t end) const {
        if (begin >= end) return {};
        auto const from = m_tokens[begin].at;
        auto const &last = m_tokens[end - 1];
        return std::string{m_sql.substr(from, last.at + last.text.size() - from)};
    }

    /// What the tables of a FROM clause are called: their aliases, else their names; no subqueries and functions.
    std::vector<std::string> tables(std::size_t begin, std::size_t end) const {
        std::vector<std::string> names;
        int depth = 0;
        bool starts = true; // a table may come
        for (auto k = begin; k < end; ++k) {
            if (m_tokens[k].is_mark("(")) ++depth;
            else if (m_tokens[k].is_mark(")")) --depth;
            if (depth != 0 || m_tokens[k].is_mark(")")) {
                starts = false;
            } else if (m_tokens[k].is_mark(",") || is(k, "join")) {
                starts = true;
            } else if (starts && !is(k, "only") && !is(k, "lateral")) {
                starts = false;
                if (auto const name = table_name(k, end)) names.emplace_back(m_tokens[*name].text);
            }
        }
        return names;
    }

    /// The main word of the statement.
    std::pair<std::size_t, StatementVerb> verb() const {
        using enum StatementVerb;
        static constexpr std::pair<std::string_view, StatementVerb> k_verbs[] = {
            {"select", select}, {"values", select}, {"table", select}, {"insert", insert},
            {"update", update}, {"delete", erase},  {"merge", merge}};
        std::size_t at = 0;
        while (at < m_tokens.size() && m_tokens[at].is_mark("(")) ++at; // (SELECT ...) UNION ...
        if (is(at, "with")) at = find(at, {"select", "values", "insert", "update", "delete", "merge"});
        for (auto const &[word, verb] : k_verbs)
            if (is(at, word)) return {at, verb};
        return {at, other};
    }

private:
    /// Where the alias or the name of the table stands that begins at `k`, which goes to its last token; nothing for a
    /// function.
    std::optional<std::size_t> table_name(std::size_t &k, std::size_t end) const {
        while (k + 2 < end && m_tokens[k + 1].is_mark(".")) k += 2;
        auto const name = k;
        if (k + 1 < end && m_tokens[k + 1].is_mark("(")) return std::nullopt;
        if (k + 1 < end && m_tokens[k + 1].text == "*") ++k;
        if (k + 1 < end && is(k + 1, "as")) ++k;
        if (k + 1 < end && is_alias(k + 1)) return ++k;
        return name;
    }

    bool is_alias(std::size_t k) const {
        static constexpr std::string_view k_others[] = {"on",    "join",  "left",    "right", "full",
                                                        "inner", "cross", "natural", "using", "tablesample"};
        return m_tokens[k].kind == Token::Kind::quoted ||
               (m_tokens[k].kind == Token::Kind::word &&
                std::ranges::none_of(k_others, [&](std::string_view word) { return m_tokens[k].is(word); }));
    }

    std::string_view m_sql;
    std::vector<Token> m_tokens;
};

/// One SELECT for each way of naming what is read, the best first: the places of the rows of all tables, which is what
/// an index alone does not give and the statement needs; that of the table which changes; nothing, where a view has
/// none or the role may read no more than some columns.
std::vector<std::string> selects(std::string const &with, std::vector<std::string> const &tables,
                                 std::string const &rest) {
    std::vector<std::string> list;
    if (tables.size() > 1)
        list.push_back(fmt::format("{}SELECT {}.ctid FROM {}", with, fmt::join(tables, ".ctid, "), rest));
    if (!tables.empty()) list.push_back(fmt::format("{}SELECT {}.ctid FROM {}", with, tables.front(), rest));
    list.push_back(fmt::format("{}SELECT 1 FROM {}", with, rest));
    return list;
}

/// `begin`: of the table; the clause that names more tables begins with `more`.
std::vector<std::string> rows_of(Clauses const &text, std::string const &with, std::size_t begin, std::size_t table_end,
                                 std::string_view more) {
    auto const end = std::min(text.find(begin, {"returning"}), text.size());
    auto const where = std::min(text.find(begin, {"where"}), end);
    auto const others = std::min(text.find(table_end, {more}), where);
    auto tables = text.tables(begin, table_end);
    auto rest = text.text(begin, table_end);
    if (others < where) {
        for (auto &name : text.tables(others + 1, where)) tables.push_back(std::move(name));
        rest += ", " + text.text(others + 1, where);
    }
    if (where < end) rest += " " + text.text(where, end);
    return selects(with, tables, rest);
}

} // namespace

StatementVerb verb_of(std::string_view sql) { return Clauses{sql}.verb().second; }

std::vector<std::string> equivalent_selects(std::string_view sql) {
    Clauses const text{sql};
    auto const [at, verb] = text.verb();
    auto const with = at > 0 ? text.text(0, at) + " " : std::string{};
    switch (verb) {
    case StatementVerb::update: return rows_of(text, with, at + 1, text.find(at + 1, {"set"}), "from");
    case StatementVerb::erase: {
        auto const end = text.find(at + 2, {"using", "where", "returning"});
        return rows_of(text, with, at + 2, end, "using");
    }
    case StatementVerb::insert: {
        auto const select = text.find(at, {"select", "with"});
        if (select == text.size()) return {}; // VALUES reads nothing
        auto end = std::min(text.find(select, {"returning"}), text.size());
        for (auto on = text.find(select, {"on"}); on < end; on = text.find(on + 1, {"on"}))
            if (text.is(on + 1, "conflict")) end = on;
        return {with + text.text(select, end)};
    }
    case StatementVerb::merge: {
        auto const source = text.find(at, {"using"}), on = text.find(source, {"on"}), when = text.find(on, {"when"});
        if (when == text.size()) return {};
        auto tables = text.tables(at + 2, source);
        for (auto &name : text.tables(source + 1, on)) tables.push_back(std::move(name));
        return selects(with, tables,
                       fmt::format("{} LEFT JOIN {} {}", text.text(source + 1, on), text.text(at + 2, source),
                                   text.text(on, when)));
    }
    default: return {};
    }
}

} // namespace scribe::workload
