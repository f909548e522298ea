// SPDX-License-Identifier: MIT
#include "sql/tree.hpp"

#include <cctype>

namespace scribe::sql {

namespace {

/// Where the quoted part or comment that begins at `at` ends, or `at` when none does.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
    auto const rest = text.substr(at);
    std::string_view end;
    if (rest.front() == '\'' || rest.front() == '"') end = rest.substr(0, 1);
    else if (rest.starts_with("--")) end = "\n";
    else if (rest.starts_with("/*")) end = "*/";
    else return at;
    auto const found = text.find(end, at + (end == "*/" ? 2 : 1));
    return found == std::string_view::npos ? text.size() : found + end.size();
}

bool begins_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// True when a bracket here opens a name: behind a name or a value it would be an array's index.
bool is_bracket_name(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size() || !begins_name(text[at + 1])) return false;
    if (at == 0) return true;
    auto const before = text[at - 1];
    return !begins_name(before) && std::isdigit(static_cast<unsigned char>(before)) == 0 && before != ']' &&
           before != ')' && before != '"';
}

} // namespace

std::string with_standard_quotes(std::string_view text) {
    std::string standard;
    standard.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        bool const backtick = text[at] == '`';
        if (!backtick && (text[at] != '[' || !is_bracket_name(text, at))) {
            auto const end = skip_quoted(text, at);
            auto const next = end == at ? at + 1 : end;
            standard.append(text.substr(at, next - at));
            at = next;
            continue;
        }
        auto const close = text.find(backtick ? '`' : ']', at + 1);
        if (close == std::string_view::npos) return std::string{text};
        standard += '"';
        for (char const c : text.substr(at + 1, close - at - 1)) standard.append(c == '"' ? 2 : 1, c);
        standard += '"';
        at = close + 1;
    }
    return standard;
}

} // namespace scribe::sql
