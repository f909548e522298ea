// SPDX-License-Identifier: MIT
#include "diff/ddl/used_names.hpp"

#include <algorithm>
#include <vector>

namespace scribe::diff::ddl {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

bool is_in_word(char c) { return starts_word(c) || is_digit(c) || c == '$'; }

/// The end of what a quote begins at `at`, behind the closing one.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    auto const quote = sql[at];
    for (++at; at < sql.size(); ++at) {
        if (sql[at] != quote) continue;
        if (at + 1 == sql.size() || sql[at + 1] != quote) return at + 1;
        ++at;
    }
    return sql.size();
}

std::string unquoted(std::string_view text) {
    if (text.size() < 2 || text.front() != '"') return std::string{text};
    std::string name;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        name += text[i];
        if (text[i] == '"') ++i;
    }
    return name;
}

std::size_t end_of_identifier(std::string_view sql, std::size_t at) {
    if (sql[at] == '"') return end_of_quoted(sql, at);
    return static_cast<std::size_t>(
        std::find_if_not(sql.begin() + static_cast<std::ptrdiff_t>(at), sql.end(), is_in_word) - sql.begin());
}

/// a, a.b or a.b.c; gives where it ends.
std::size_t visit_chain(std::string_view sql, std::size_t at, NameVisitor const &visitor) {
    std::vector<std::string> names;
    for (;;) {
        auto const end = end_of_identifier(sql, at);
        visitor.word(names.emplace_back(unquoted(sql.substr(at, end - at))));
        at = end + 1;
        bool const more = at < sql.size() && sql[end] == '.' && (sql[at] == '"' || starts_word(sql[at]));
        if (more) continue;
        if (names.size() > 1)
            visitor.qualified(names[0], names[1], names.size() == 2 && end < sql.size() && sql[end] == '(');
        return end;
    }
}

/// $function$ ... $function$, or an ordinary character.
std::size_t end_of_body(std::string_view sql, std::size_t at) {
    auto const end = sql.find('$', at + 1);
    if (!sql.substr(at).starts_with("$function") || end == std::string_view::npos) return at + 1;
    auto const tag = sql.substr(at, end + 1 - at);
    auto const close = sql.find(tag, end + 1);
    return close == std::string_view::npos ? sql.size() : close + tag.size();
}

} // namespace

void visit_names(std::string_view sql, NameVisitor const &visitor) {
    for (std::size_t at = 0; at < sql.size();) {
        auto const c = sql[at];
        if (c == '"' || starts_word(c)) {
            at = visit_chain(sql, at, visitor);
        } else if (c == '\'') {
            auto const end = end_of_quoted(sql, at);
            visit_names(sql.substr(at + 1, end - at - 1), visitor);
            at = end;
        } else if (c == '$') {
            at = end_of_body(sql, at);
        } else if (is_digit(c)) {
            while (at < sql.size() && (is_in_word(sql[at]) || sql[at] == '.')) ++at;
        } else {
            ++at;
        }
    }
}

} // namespace scribe::diff::ddl
