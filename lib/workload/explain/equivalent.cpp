// SPDX-License-Identifier: MIT
#include "workload/explain/equivalent.hpp"

#include "workload/explain/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
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
    std::string_view m_sql;
    std::vector<Token> m_tokens;
};

/// `begin`: of the table; the clause that names more tables begins with `more`.
std::string rows_of(Clauses const &text, std::size_t begin, std::size_t table_end, std::string_view more) {
    auto const end = std::min(text.find(begin, {"returning"}), text.size());
    auto const where = std::min(text.find(begin, {"where"}), end);
    auto const others = std::min(text.find(table_end, {more}), where);
    auto select = "SELECT 1 FROM " + text.text(begin, table_end);
    if (others < where) select += ", " + text.text(others + 1, where);
    if (where < end) select += " " + text.text(where, end);
    return select;
}

} // namespace

StatementVerb verb_of(std::string_view sql) { return Clauses{sql}.verb().second; }

std::optional<std::string> equivalent_select(std::string_view sql) {
    Clauses const text{sql};
    auto const [at, verb] = text.verb();
    auto const with = at > 0 ? text.text(0, at) + " " : std::string{};
    switch (verb) {
    case StatementVerb::update: return with + rows_of(text, at + 1, text.find(at + 1, {"set"}), "from");
    case StatementVerb::erase: {
        auto const end = text.find(at + 2, {"using", "where", "returning"});
        return with + rows_of(text, at + 2, end, "using");
    }
    case StatementVerb::insert: {
        auto const select = text.find(at, {"select", "with"});
        if (select == text.size()) return std::nullopt; // VALUES reads nothing
        auto end = std::min(text.find(select, {"returning"}), text.size());
        for (auto on = text.find(select, {"on"}); on < end; on = text.find(on + 1, {"on"}))
            if (text.is(on + 1, "conflict")) end = on;
        return with + text.text(select, end);
    }
    case StatementVerb::merge: {
        auto const source = text.find(at, {"using"}), on = text.find(source, {"on"}), when = text.find(on, {"when"});
        if (when == text.size()) return std::nullopt;
        return fmt::format("{}SELECT 1 FROM {} LEFT JOIN {} {}", with, text.text(source + 1, on),
                           text.text(at + 2, source), text.text(on, when));
    }
    default: return std::nullopt;
    }
}

} // namespace scribe::workload
