// SPDX-License-Identifier: MIT
#include "describe/view_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace scribe::describe {

namespace {

/// A word, a name or text in quotes, or a single character; `depth`: how many parentheses it stands in.
struct Token {
    std::string_view text;
    std::size_t at = 0;
    int depth = 0;
    bool is_word = false;
};

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Where what begins at `at` ends: a quoted text with its doubled quotes.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
    char const quote = text[at];
    for (++at; at < text.size(); ++at)
        if (text[at] == quote) {
            if (at + 1 == text.size() || text[at + 1] != quote) return at + 1;
            ++at;
        }
    return text.size();
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    int depth = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto const begin = i;
        char const c = text[i];
        bool word = false;
        if (c == '\'' || c == '"') {
            i = end_of_quoted(text, i);
            word = c == '"';
        } else if (is_name_char(c)) {
            while (i < text.size() && is_name_char(text[i])) ++i;
            word = true;
        } else {
            ++i;
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
        }
        if (c == ')' || c == ']') --depth;
        tokens.push_back({text.substr(begin, i - begin), begin, depth, word});
        if (c == '(' || c == '[') ++depth;
    }
    return tokens;
}

std::string keyword(Token const &token) { return token.is_word ? base::to_lower_ascii(token.text) : std::string{}; }

/// A name without its quotes.
std::string plain(std::string_view name) {
    if (name.size() < 2 || name.front() != '"') return std::string{name};
    std::string out;
    for (std::size_t i = 1; i + 1 < name.size(); ++i) {
        out.push_back(name[i]);
        if (name[i] == '"') ++i;
    }
    return out;
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text), m_tokens(tokens_of(text)) {}

    ViewText read() {
        ViewText view;
        if (!find_clauses()) return view;
        aliases();
        columns(view);
        view.where = clause(m_where);
        view.group_by = grouped();
        return view;
    }

private:
    using Part = std::pair<std::size_t, std::size_t>; ///< tokens [first, second)

    /// False for what is no single SELECT.
    bool find_clauses() {
        static std::set<std::string> const k_ends{"from",  "where",  "group",  "having", "order",
                                                  "limit", "offset", "window", "fetch",  "for"};
        Part *open = nullptr;
        bool begun = false;
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            auto const word = m_tokens[i].depth == 0 ? keyword(m_tokens[i]) : std::string{};
            if (word == "with" && !begun) return false;
            if (word == "union" || word == "intersect" || word == "except") return false;
            bool const starts = word == "select" && !begun;
            bool const compared = word == "from" && i > 0 && keyword(m_tokens[i - 1]) == "distinct";
            if (!starts && (!begun || compared || !k_ends.contains(word))) continue;
            if (open) open->second = i;
            open = starts            ? &m_select
                   : word == "from"  ? &m_from
                   : word == "where" ? &m_where
                   : word == "group" ? &m_group
                                     : nullptr;
            if (open) *open = {i + 1, m_tokens.size()};
            begun = true;
        }
        return begun && m_from.first > 0;
    }

    /// "film f": what f stands for.
    void aliases() {
        static std::set<std::string> const k_words{"join", "left",  "right",   "full", "cross", "inner", "outer",
                                                   "on",   "using", "natural", "as",   "and",   "or",    "lateral"};
        for (auto i = m_from.first; i + 1 < m_from.second; ++i) {
            auto const &name = m_tokens[i];
            auto next = i + 1;
            if (keyword(m_tokens[next]) == "as" && next + 1 < m_from.second) ++next;
            auto const &alias = m_tokens[next];
            bool const both = name.is_word && alias.is_word;
            if (both && !k_words.contains(keyword(name)) && !k_words.contains(keyword(alias)))
                m_aliases.emplace(alias.text, name.text);
        }
    }

    /// The text of tokens on one line, with tables in place of their aliases.
    std::string text_of(Part part) const {
        std::string out;
        auto at = part.first < part.second ? m_tokens[part.first].at : 0;
        for (auto i = part.first; i < part.second; ++i) {
            auto const &token = m_tokens[i];
            bool const qualifies = token.is_word && i + 1 < part.second && m_tokens[i + 1].text == "." &&
                                   (i == part.first || m_tokens[i - 1].text != ".");
            auto const known = qualifies ? m_aliases.find(token.text) : m_aliases.end();
            out += m_text.substr(at, token.at - at);
            out += known == m_aliases.end() ? token.text : known->second;
            at = token.at + token.text.size();
        }
        // What the server adds to each text in quotes says nothing.
        constexpr std::string_view k_cast = "'::text";
        for (auto found = out.find(k_cast); found != std::string::npos; found = out.find(k_cast, found + 1))
            out.erase(found + 1, k_cast.size() - 1);
        return base::single_line(base::sanitize_utf8(out));
    }

    std::string clause(Part part) const { return text_of(without_parentheses(part)); }

    /// One pair of parentheses around all of it says nothing.
    Part without_parentheses(Part part) const {
        if (part.first < part.second && m_tokens[part.second - 1].text == ";") --part.second;
        auto const closes = [&] {
            auto const depth = m_tokens[part.first].depth;
            if (m_tokens[part.first].text != "(" || m_tokens[part.second - 1].text != ")") return false;
            return std::none_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(part.first) + 1,
                                m_tokens.begin() + static_cast<std::ptrdiff_t>(part.second) - 1,
                                [&](Token const &token) { return token.depth == depth; });
        };
        while (part.second > part.first + 2 && closes()) ++part.first, --part.second;
        return part;
    }

    /// The parts of a list between its commas.
    std::vector<Part> items_of(Part list) const {
        std::vector<Part> items;
        for (auto begin = list.first; begin < list.second;) {
            auto end = begin;
            while (end < list.second && !(m_tokens[end].text == "," && m_tokens[end].depth == 0)) ++end;
            items.emplace_back(begin, end);
            begin = end + 1;
        }
        return items;
    }

    /// GROUP BY's list; a number in it stands for that column of the SELECT.
    std::string grouped() const {
        auto list = m_group;
        if (list.first < list.second && keyword(m_tokens[list.first]) == "by") ++list.first;
        list = without_parentheses(list);
        auto const selected = items_of(m_select);
        std::vector<std::string> texts;
        for (auto item : items_of(list)) {
            auto const place =
                item.second == item.first + 1 ? base::parse_int(m_tokens[item.first].text) : std::nullopt;
            if (place && *place >= 1 && *place <= static_cast<std::int64_t>(selected.size()))
                item = expression_of(selected[static_cast<std::size_t>(*place) - 1]);
            texts.push_back(clause(item));
        }
        return base::join(texts, ", ");
    }

    bool is_named(Part item) const {
        return item.second >= item.first + 3 && m_tokens[item.second - 1].is_word &&
               keyword(m_tokens[item.second - 2]) == "as" && m_tokens[item.second - 2].depth == 0;
    }
    /// A column of a SELECT without its AS.
    Part expression_of(Part item) const {
        if (is_named(item)) item.second -= 2;
        auto const first = keyword(m_tokens[item.first]);
        if ((first == "distinct" || first == "all") && item.second > item.first + 1) ++item.first;
        return item;
    }

    void columns(ViewText &view) const {
        for (auto const &item : items_of(m_select)) column(item, view);
    }

    void column(Part part, ViewText &view) const {
        if (!is_named(part)) return; // a column of a table, by its own name
        auto const expression = expression_of(part);
        bool const reference =
            std::ranges::all_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(expression.first),
                                m_tokens.begin() + static_cast<std::ptrdiff_t>(expression.second),
                                [](Token const &token) { return token.is_word || token.text == "."; });
        if (!reference) view.computed[plain(m_tokens[part.second - 1].text)] = clause(expression);
    }

    std::string_view m_text;
    std::vector<Token> m_tokens;
    Part m_select{}, m_from{}, m_where{}, m_group{};
    std::map<std::string_view, std::string_view> m_aliases;
};

} // namespace

ViewText read_view(std::string_view definition) { return Reader{definition}.read(); }

} // namespace scribe::describe
