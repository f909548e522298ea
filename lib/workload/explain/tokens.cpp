// SPDX-License-Identifier: MIT
#include "workload/explain/tokens.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::workload {

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80U;
}
bool in_word(char c) { return begins_word(c) || is_digit(c) || c == '$'; }
bool in_operator(char c) { return std::string_view{"+-*/<>=~!@#%^&|`?"}.find(c) != std::string_view::npos; }

class Scanner {
public:
    explicit Scanner(std::string_view sql) : m_sql(sql) {}

    std::vector<Token> run() {
        while (skip_blanks(), m_at < m_sql.size()) next();
        return std::move(m_tokens);
    }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_sql.size() ? m_sql[m_at + ahead] : '\0'; }
    bool sees(std::string_view text) const { return m_sql.substr(m_at).starts_with(text); }

    void skip_blanks() {
        while (m_at < m_sql.size()) {
            if (is_space(peek())) ++m_at;
            else if (sees("--")) m_at = std::min(m_sql.find('\n', m_at), m_sql.size());
            else if (sees("/*")) skip_comment();
            else return;
        }
    }

    void skip_comment() {
        int depth = 0;
        while (m_at < m_sql.size()) {
            if (sees("/*")) ++depth, m_at += 2;
            else if (sees("*/")) {
                m_at += 2;
                if (--depth == 0) return;
            } else ++m_at;
        }
    }

    void add(Token::Kind kind, std::size_t begin, int parameter = 0) {
        m_tokens.push_back({kind, begin, m_sql.substr(begin, m_at - begin), parameter});
    }

    /// From the quote to behind the one that closes it; doubled ones do not.
    void skip_quoted(char quote, bool backslashes) {
        ++m_at;
        while (m_at < m_sql.size()) {
            if (backslashes && peek() == '\\') m_at += 2;
            else if (peek() != quote) ++m_at;
            else if (peek(1) == quote) m_at += 2;
            else {
                ++m_at;
                return;
            }
        }
        m_at = m_sql.size();
    }

    /// True when a literal in dollars begins here; goes behind it.
    bool skip_dollars() {
        auto end = m_at + 1;
        while (end < m_sql.size() && m_sql[end] != '$' && in_word(m_sql[end])) ++end;
        if (end >= m_sql.size() || m_sql[end] != '$') return false;
        auto const tag = m_sql.substr(m_at, end + 1 - m_at);
        auto const close = m_sql.find(tag, end + 1);
        m_at = close == std::string_view::npos ? m_sql.size() : close + tag.size();
        return true;
    }

    void next() {
        auto const begin = m_at;
        auto const c = peek();
        if (c == '\'') return skip_quoted('\'', false), add(Token::Kind::string, begin);
        if (c == '"') return skip_quoted('"', false), add(Token::Kind::quoted, begin);
        if (begins_word(c)) return word(begin);
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number(begin);
        if (c == '$') return dollar(begin);
        if (in_operator(c)) {
            while (in_operator(peek()) && !sees("--") && !sees("/*")) ++m_at;
            return add(Token::Kind::op, begin);
        }
        m_at += std::size_t{sees("::") || sees(":=") ? 2U : 1U};
        add(Token::Kind::mark, begin);
    }

    void word(std::size_t begin) {
        bool const prefix = std::string_view{"eEbBxXnN"}.find(peek()) != std::string_view::npos && peek(1) == '\'';
        if (prefix) {
            bool const backslashes = peek() == 'e' || peek() == 'E';
            ++m_at;
            skip_quoted('\'', backslashes);
            return add(Token::Kind::string, begin);
        }
        while (in_word(peek())) ++m_at;
        add(Token::Kind::word, begin);
    }

    void number(std::size_t begin) {
        auto const in_number = [this] {
            auto const c = peek();
            return is_digit(c) || begins_word(c) || c == '.' ||
                   ((c == '+' || c == '-') && (m_sql[m_at - 1] == 'e' || m_sql[m_at - 1] == 'E'));
        };
        while (m_at < m_sql.size() && in_number()) ++m_at;
        add(Token::Kind::number, begin);
    }

    void dollar(std::size_t begin) {
        if (!is_digit(peek(1))) {
            if (skip_dollars()) return add(Token::Kind::string, begin);
            ++m_at;
            return add(Token::Kind::mark, begin);
        }
        ++m_at;
        int value = 0;
        while (is_digit(peek())) value = std::min(value * 10 + (m_sql[m_at++] - '0'), 1'000'000);
        add(Token::Kind::parameter, begin, value);
    }

    std::string_view m_sql;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

} // namespace

bool Token::is(std::string_view lower) const {
    return kind == Kind::word && text.size() == lower.size() && base::to_lower_ascii(text) == lower;
}

std::vector<Token> tokens_of(std::string_view sql) { return Scanner{sql}.run(); }

} // namespace scribe::workload
