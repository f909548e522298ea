// SPDX-License-Identifier: MIT
#include "workload/explain/equivalent.hpp"

#include "workload/explain/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
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

    /// The first bracket in that part; `end` when there is none.
    std::size_t bracket(std::size_t begin, std::size_t end) const {
        while (begin < end && !m_tokens[begin].is_mark("(")) ++begin;
        return begin;
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

/// What a statement that changes rows has to find.
struct Rows {
    std::vector<std::string> tables; ///< the one that changes first
    std::string from;                ///< a FROM clause and what follows it
};

/// One SELECT for each way of naming what is read, the best first: the places of the rows of all tables, which is what
/// an index alone does not give and the statement needs; that of the table which changes; nothing, where a view has
/// none or the role may read no more than some columns.
std::vector<std::string> selects(std::string const &with, Rows const &rows) {
    auto const &[tables, rest] = rows;
    std::vector<std::string> list;
    if (tables.size() > 1)
        list.push_back(fmt::format("{}SELECT {}.ctid FROM {}", with, fmt::join(tables, ".ctid, "), rest));
    if (!tables.empty()) list.push_back(fmt::format("{}SELECT {}.ctid FROM {}", with, tables.front(), rest));
    list.push_back(fmt::format("{}SELECT 1 FROM {}", with, rest));
    return list;
}

/// `begin`: of the table; the clause that names more tables begins with `more`.
Rows rows_of(Clauses const &text, std::size_t begin, std::size_t table_end, std::string_view more) {
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
    return {std::move(tables), std::move(rest)};
}

/// The rows of an UPDATE, DELETE or MERGE, whose verb is at that place; nothing for another statement.
std::optional<Rows> rows_of(Clauses const &text, std::size_t at, StatementVerb verb) {
    if (verb == StatementVerb::update) return rows_of(text, at + 1, text.find(at + 1, {"set"}), "from");
    if (verb == StatementVerb::erase)
        return rows_of(text, at + 2, text.find(at + 2, {"using", "where", "returning"}), "using");
    if (verb != StatementVerb::merge) return std::nullopt;
    auto const source = text.find(at, {"using"}), on = text.find(source, {"on"}), when = text.find(on, {"when"});
    if (when == text.size()) return std::nullopt;
    auto tables = text.tables(at + 2, source);
    for (auto &name : text.tables(source + 1, on)) tables.push_back(std::move(name));
    return Rows{std::move(tables), fmt::format("{} LEFT JOIN {} {}", text.text(source + 1, on),
                                               text.text(at + 2, source), text.text(on, when))};
}

/// Where the query of an INSERT ends that begins at `begin`.
std::size_t end_of_inserted(Clauses const &text, std::size_t begin) {
    auto end = std::min(text.find(begin, {"returning"}), text.size());
    for (auto on = text.find(begin, {"on"}); on < end; on = text.find(on + 1, {"on"}))
        if (text.is(on + 1, "conflict")) end = on;
    return end;
}

/// Where the columns come from that an INSERT returns: from what it inserts, or from the table, which also has
/// those with a default.
enum class Columns { inserted, table };

/// What a statement that changes rows hands to the query around it, as a SELECT; nothing when it cannot be one.
std::string returned_rows(std::string_view sql, Columns columns) {
    Clauses const text{sql};
    auto const [at, verb] = text.verb();
    auto const with = at > 0 ? text.text(0, at) + " " : std::string{};
    auto const returning = text.find(at, {"returning"});
    auto list = text.text(returning + 1, text.size());
    if (list.empty()) list = "1";
    if (auto const rows = rows_of(text, at, verb)) return fmt::format("{}SELECT {} FROM {}", with, list, rows->from);
    if (verb != StatementVerb::insert) return {};
    auto const query = text.find(at, {"select", "values", "with", "table"});
    if (query == text.size()) return {};
    bool const is_default = text.is(query - 1, "default");
    auto const rows = is_default ? std::string{"SELECT"} : text.text(query, end_of_inserted(text, query));
    auto const options = std::min(text.find(at, {"overriding", "default"}), query);
    auto const names = text.bracket(at + 2, options);
    auto const table = text.tables(at + 2, names);
    if (columns == Columns::inserted)
        return is_default ? std::string{}
                          : fmt::format("{}SELECT {} FROM ({}) AS {}{}", with, list, rows,
                                        table.empty() ? "inserted" : table.front(), text.text(names, options));
    if (table.empty()) return {};
    return fmt::format("{}SELECT {} FROM {} RIGHT JOIN (SELECT 1 FROM ({}) AS inserted) AS inserted ON false", with,
                       list == "*" ? table.front() + ".*" : list, text.text(at + 2, names), rows);
}

/// The statement without FOR UPDATE and its like: who may not write may not lock.
std::string without_locks(std::string_view sql) {
    auto const tokens = tokens_of(sql);
    auto const is = [&](std::size_t k, std::string_view word) { return k < tokens.size() && tokens[k].is(word); };
    std::string result;
    std::size_t from = 0;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        if (!is(k, "for")) continue;
        auto end = k + 1;
        while (is(end, "no") || is(end, "key")) ++end;
        if (!is(end, "update") && !is(end, "share")) continue;
        ++end;
        if (is(end, "of")) {
            // names, with points and commas between them
            for (end += 2; end < tokens.size() && (tokens[end].is_mark(",") || tokens[end].is_mark(".")); end += 2) {}
        }
        if (is(end, "nowait")) ++end;
        else if (is(end, "skip")) end += 2;
        result += sql.substr(from, tokens[k].at - from);
        from = end < tokens.size() ? tokens[end].at : sql.size();
        k = end - 1;
    }
    return result.append(sql.substr(from));
}

/// Where the bracket closes that opens at `k`; tokens.size() when it does not.
std::size_t closing(std::vector<Token> const &tokens, std::size_t k) {
    int open = 0;
    for (; k < tokens.size(); ++k) {
        open += tokens[k].is_mark("(") ? 1 : tokens[k].is_mark(")") ? -1 : 0;
        if (open == 0) break;
    }
    return k;
}

/// What stands in place of a CTE's query that writes; nothing for another.
std::string in_place_of(std::string_view query, Columns columns) {
    auto const verb = verb_of(query);
    return verb == StatementVerb::select || verb == StatementVerb::other ? std::string{}
                                                                         : returned_rows(query, columns);
}

/// The statement with a SELECT in place of each CTE that writes.
std::string without_writing_ctes(std::string_view sql, Columns columns) {
    auto const tokens = tokens_of(sql);
    if (tokens.empty() || !tokens.front().is("with")) return std::string{sql};
    std::string result;
    std::size_t from = 0;
    for (std::size_t k = 1; k < tokens.size(); ++k) {
        if (!tokens[k].is_mark("(")) continue;
        auto const open = k;
        k = closing(tokens, open);
        if (k == tokens.size()) break;
        bool const says = tokens[open - 1].is("materialized"), denies = says && tokens[open - 2].is("not");
        if (!says && !tokens[open - 1].is("as")) continue;
        auto const begin = tokens[open].at + 1;
        auto const select = in_place_of(sql.substr(begin, tokens[k].at - begin), columns);
        if (select.empty()) continue;
        // It is never computed where it is read, as a CTE that only reads may be.
        result += sql.substr(from, tokens[denies ? open - 2 : open].at - from);
        result += !says || denies ? "MATERIALIZED (" : "(";
        result += select;
        from = tokens[k].at;
    }
    return result.append(sql.substr(from));
}

std::vector<std::string> plain_selects(std::string_view sql) {
    Clauses const text{sql};
    auto const [at, verb] = text.verb();
    auto const with = at > 0 ? text.text(0, at) + " " : std::string{};
    if (auto const rows = rows_of(text, at, verb)) return selects(with, *rows);
    if (verb != StatementVerb::insert) return {};
    auto const select = text.find(at, {"select", "with"});
    if (select == text.size()) return {}; // VALUES reads nothing
    return {with + text.text(select, end_of_inserted(text, select))};
}

} // namespace

StatementVerb verb_of(std::string_view sql) { return Clauses{sql}.verb().second; }

std::vector<std::string> equivalent_selects(std::string_view sql) {
    auto const unlocked = without_locks(sql);
    auto const selects_of = [&](std::string const &plain) {
        if (verb_of(sql) != StatementVerb::select) return plain_selects(plain);
        return plain == sql ? std::vector<std::string>{} : std::vector{plain};
    };
    auto const plain = without_writing_ctes(unlocked, Columns::inserted),
               other = without_writing_ctes(unlocked, Columns::table);
    auto list = selects_of(plain);
    if (other != plain) std::ranges::copy(selects_of(other), std::back_inserter(list));
    return list;
}

} // namespace scribe::workload
