// SPDX-License-Identifier: MIT
#include "source/sqlite/tokens.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::source::sqlite {

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// SQLite takes every byte above ASCII for a letter.
bool is_word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// The end of what a quote at `at` opens; doubled quotes stand for themselves, brackets know no doubling.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    char const close = sql[at] == '[' ? ']' : sql[at];
    for (auto i = at + 1; i < sql.size(); ++i) {
        if (sql[i] != close) continue;
        if (close != ']' && i + 1 < sql.size() && sql[i + 1] == close) ++i;
        else return i + 1;
    }
    return sql.size();
}

/// The first position from `at` on that is neither space nor comment.
std::size_t skip_blank(std::string_view sql, std::size_t at) {
    while (at < sql.size()) {
        if (is_space(sql[at])) {
            ++at;
        } else if (sql.substr(at, 2) == "--") {
            at = std::min(sql.find('\n', at), sql.size());
        } else if (sql.substr(at, 2) == "/*") {
            auto const close = sql.find("*/", at + 2);
            at = close == std::string_view::npos ? sql.size() : close + 2;
        } else {
            break;
        }
    }
    return at;
}

/// The end of a number: digits, hexadecimal ones, a fraction, an exponent with its sign.
std::size_t end_of_number(std::string_view sql, std::size_t at) {
    bool const hex = sql.substr(at, 2) == "0x" || sql.substr(at, 2) == "0X";
    while (at < sql.size() && (is_word_char(sql[at]) || sql[at] == '.')) {
        bool const exponent = !hex && upper(sql[at]) == 'E';
        ++at;
        if (exponent && at < sql.size() && (sql[at] == '+' || sql[at] == '-')) ++at;
    }
    return at;
}

} // namespace

bool Token::is(std::string_view keyword) const {
    return kind == Kind::word && text.size() == keyword.size() &&
           std::equal(text.begin(), text.end(), keyword.begin(), [](char a, char b) { return upper(a) == b; });
}

std::string Token::name() const {
    if (kind == Kind::word || kind == Kind::other) return std::string{text};
    char const close = text[0] == '[' ? ']' : text[0];
    bool const closed = text.size() > 1 && text.back() == close;
    auto const inner = text.substr(1, text.size() - (closed ? 2 : 1));
    std::string out;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        out.push_back(inner[i]);
        if (close != ']' && inner[i] == close) ++i;
    }
    return out;
}

std::vector<Token> tokenize(std::string_view sql) {
    std::vector<Token> tokens;
    for (auto at = skip_blank(sql, 0); at < sql.size(); at = skip_blank(sql, at)) {
        char const c = sql[at];
        auto kind = Token::Kind::other;
        auto end = at + 1;
        if (c == '"' || c == '`' || c == '[') {
            kind = Token::Kind::quoted;
            end = end_of_quoted(sql, at);
        } else if (c == '\'') {
            kind = Token::Kind::string;
            end = end_of_quoted(sql, at);
        } else if ((c == 'x' || c == 'X') && at + 1 < sql.size() && sql[at + 1] == '\'') {
            end = end_of_quoted(sql, at + 1);
        } else if (is_digit(c) || (c == '.' && at + 1 < sql.size() && is_digit(sql[at + 1]))) {
            end = end_of_number(sql, at);
        } else if (is_word_char(c)) {
            kind = Token::Kind::word;
            while (end < sql.size() && is_word_char(sql[end])) ++end;
        }
        tokens.push_back({kind, sql.substr(at, end - at), at});
        at = end;
    }
    return tokens;
}

Token const &TokenReader::peek(std::size_t ahead) const {
    static Token const k_none;
    return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead] : k_none;
}

Token const &TokenReader::last() const {
    static Token const k_none;
    return m_at > 0 ? m_tokens[m_at - 1] : k_none;
}

Token const &TokenReader::take() {
    auto const &token = peek();
    if (!at_end()) ++m_at;
    return token;
}

bool TokenReader::take_word(std::string_view keyword) {
    if (!peek().is(keyword)) return false;
    ++m_at;
    return true;
}

bool TokenReader::take_char(char c) {
    if (!peek().is_char(c)) return false;
    ++m_at;
    return true;
}

bool TokenReader::take_words(std::string_view first, std::string_view second) {
    if (!peek().is(first) || !peek(1).is(second)) return false;
    m_at += 2;
    return true;
}

std::string_view TokenReader::take_group() {
    if (!take_char('(')) return {};
    auto const begin = last().end();
    int depth = 1;
    while (!at_end()) {
        auto const &token = take();
        if (token.is_char('(')) ++depth;
        if (token.is_char(')') && --depth == 0) return base::trim(slice(begin, token.begin));
    }
    return base::trim(slice(begin, m_sql.size()));
}

std::string TokenReader::take_qualified_name() {
    auto name = take().name();
    while (take_char('.')) name = take().name();
    return name;
}

} // namespace scribe::source::sqlite
