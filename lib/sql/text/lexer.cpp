// SPDX-License-Identifier: MIT
#include "sql/text/lexer.hpp"

#include <algorithm>

namespace scribe::sql {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

template <typename Test> std::size_t run(std::string_view text, std::size_t from, Test const &test) {
    while (from < text.size() && test(text[from])) ++from;
    return from;
}

} // namespace

Lexer::Token Lexer::token(Kind kind, std::size_t size) {
    auto const text = m_rest.substr(0, size);
    m_rest.remove_prefix(text.size());
    return {kind, text};
}

/// Comments nest.
std::size_t Lexer::comment_size() const {
    std::size_t depth = 0;
    for (std::size_t at = 0; at + 1 < m_rest.size(); ++at) {
        auto const two = m_rest.substr(at, 2);
        if (two == "/*") {
            ++depth;
            ++at;
        } else if (two == "*/") {
            ++at;
            if (--depth == 0) return at + 1;
        }
    }
    return m_rest.size();
}

/// From the opening quote at `from`; a doubled quote does not close.
std::size_t Lexer::string_size(std::size_t from, bool escapes) const {
    char const quote = m_rest[from];
    for (auto at = from + 1; at < m_rest.size(); ++at) {
        if (escapes && m_rest[at] == '\\') ++at;
        else if (m_rest[at] == quote) {
            if (at + 1 >= m_rest.size() || m_rest[at + 1] != quote) return at + 1;
            ++at;
        }
    }
    return m_rest.size();
}

/// Of $tag$ ... $tag$; 0 when none begins here.
std::size_t Lexer::dollar_size() const {
    auto const end = run(m_rest, 1, [](char c) { return is_letter(c) || is_digit(c); });
    if (end >= m_rest.size() || m_rest[end] != '$' || (end > 1 && is_digit(m_rest[1]))) return 0;
    auto const tag = m_rest.substr(0, end + 1);
    auto const close = m_rest.find(tag, tag.size());
    return close == std::string_view::npos ? m_rest.size() : close + tag.size();
}

std::size_t Lexer::number_size() const {
    auto const number = [](char c) { return is_digit(c) || is_letter(c) || c == '.'; }; // 0xff, 1_000, 1.5e7
    auto end = run(m_rest, 0, number);
    bool const exponent = m_rest[end - 1] == 'e' || m_rest[end - 1] == 'E';
    if (exponent && end + 1 < m_rest.size() && (m_rest[end] == '+' || m_rest[end] == '-') && is_digit(m_rest[end + 1]))
        end = run(m_rest, end + 1, is_digit);
    return end;
}

/// Of E'', B'', X'', N'', U&'': what stands before the quote; 0 when none begins here.
std::size_t Lexer::prefix_size() const {
    auto const first = m_rest[0];
    bool const one = std::string_view{"eEbBxXnN"}.find(first) != std::string_view::npos;
    if (one && m_rest.size() > 1 && m_rest[1] == '\'') return 1;
    if ((first == 'u' || first == 'U') && m_rest.size() > 2 && m_rest[1] == '&' && m_rest[2] == '\'') return 2;
    return 0;
}

Lexer::Token Lexer::next() {
    if (m_rest.empty()) return {};
    char const first = m_rest[0];
    if (is_space(first)) return token(Kind::space, run(m_rest, 0, is_space));
    if (m_rest.starts_with("--")) return token(Kind::comment, std::min(m_rest.find('\n'), m_rest.size()));
    if (m_rest.starts_with("/*")) return token(Kind::comment, comment_size());
    if (first == '\'') return token(Kind::string, string_size(0, false));
    if (first == '"') return token(Kind::quoted_name, string_size(0, false));
    if (is_letter(first)) {
        if (auto const prefix = prefix_size())
            return token(Kind::string, string_size(prefix, first == 'e' || first == 'E'));
        return token(Kind::word, run(m_rest, 0, [](char c) { return is_letter(c) || is_digit(c) || c == '$'; }));
    }
    bool const point = first == '.' && m_rest.size() > 1 && is_digit(m_rest[1]);
    if (is_digit(first) || point) return token(Kind::number, number_size());
    if (first == '$') {
        if (auto const end = run(m_rest, 1, is_digit); end > 1) return token(Kind::parameter, end);
        if (auto const size = dollar_size()) return token(Kind::string, size);
    }
    return token(Kind::other, 1);
}

} // namespace scribe::sql
