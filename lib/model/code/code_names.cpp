// SPDX-License-Identifier: MIT
#include "model/code/code_names.hpp"

#include "base/text.hpp"
#include "model/code/code_letters.hpp"

#include <algorithm>
#include <array>

namespace scribe::model {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What goes on after the first word of a type's name.
constexpr std::array<std::string_view, 6> k_more_of_types{"precision", "time", "varying", "with", "without", "zone"};

class CodeReader {
public:
    CodeReader(std::string_view code, bool sqlite) : m_code(code), m_sqlite(sqlite) {}

    std::vector<CodeName> names() {
        while (m_at < m_code.size()) step();
        return std::move(m_names);
    }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_code.size() ? m_code[m_at + ahead] : '\0'; }

    void step() {
        char const c = peek();
        if (c == '\'') {
            skip_literal(m_at > 0 && (m_code[m_at - 1] == 'E' || m_code[m_at - 1] == 'e') && m_escapes);
        } else if (c == '-' && peek(1) == '-') {
            m_at = std::min(m_code.find('\n', m_at), m_code.size());
        } else if (c == '/' && peek(1) == '*') {
            auto const end = m_code.find("*/", m_at + 2);
            m_at = end == std::string_view::npos ? m_code.size() : end + 2;
        } else if (starts_name(c)) {
            read_name();
        } else if (is_digit(c)) {
            while (is_letter(peek()) || is_digit(peek())) ++m_at; // 1e5
        } else {
            if (!is_space(c)) m_after_cast = c == ':' && m_at > 0 && m_code[m_at - 1] == ':';
            ++m_at;
        }
    }

    void skip_literal(bool backslashes) {
        for (++m_at; m_at < m_code.size(); ++m_at) {
            if (backslashes && peek() == '\\') ++m_at;
            else if (peek() == '\'' && peek(1) == '\'') ++m_at;
            else if (peek() == '\'') break;
        }
        ++m_at;
        m_after_cast = false;
    }

    bool starts_name(char c) const { return is_letter(c) || closing(c) != '\0'; }

    /// What closes a quoted name; 0: it opens none.
    char closing(char c) const {
        if (c == '"') return '"';
        if (m_sqlite && c == '`') return '`';
        return m_sqlite && c == '[' ? ']' : '\0';
    }

    std::string take_part() {
        std::string part;
        if (char const close = closing(peek()); close != '\0') {
            for (++m_at; m_at < m_code.size(); ++m_at) {
                if (peek() == close && (close == ']' || peek(1) != close)) break;
                if (peek() == close) ++m_at;
                part.push_back(peek());
            }
            ++m_at;
            return part;
        }
        auto const from = m_at;
        while (is_letter(peek()) || is_digit(peek()) || peek() == '$') ++m_at;
        return base::to_lower_ascii(m_code.substr(from, m_at - from));
    }

    void read_name() {
        CodeName name;
        name.is_type = m_after_cast;
        m_after_cast = false;
        bool const quoted = closing(peek()) != '\0';
        name.parts.push_back(take_part());
        while (peek() == '.' && starts_name(peek(1))) {
            ++m_at;
            name.parts.push_back(take_part());
        }
        m_escapes = !quoted && name.parts.size() == 1 && name.parts.front() == "e";
        auto next = m_at;
        while (next < m_code.size() && is_space(m_code[next])) ++next;
        name.is_called = next < m_code.size() && m_code[next] == '(';
        // "double precision", "timestamp(3) without time zone"
        bool const goes_on = !quoted && !name.is_type && name.parts.size() == 1 && !m_names.empty() &&
                             m_names.back().is_type &&
                             std::ranges::find(k_more_of_types, name.parts.front()) != k_more_of_types.end();
        name.is_type = name.is_type || goes_on;
        m_names.push_back(std::move(name));
    }

    std::string_view m_code;
    bool m_sqlite;
    std::size_t m_at = 0;
    bool m_after_cast = false;
    bool m_escapes = false; ///< the name just read is the E of E'...'
    std::vector<CodeName> m_names;
};

} // namespace

std::vector<CodeName> names_in_code(std::string_view code, bool sqlite) { return CodeReader{code, sqlite}.names(); }

bool names_column(std::string_view code, std::string_view table, std::string_view column, bool sqlite) {
    if (code.empty()) return false;
    auto const same = [sqlite](std::string_view a, std::string_view b) {
        return a == b || (sqlite && base::to_lower_ascii(a) == base::to_lower_ascii(b));
    };
    return std::ranges::any_of(names_in_code(code, sqlite), [&](CodeName const &name) {
        if (name.is_type || (name.is_called && !sqlite) || !same(name.parts.back(), column)) return false;
        if (name.parts.size() == 1) return true;
        auto const &owner = name.parts[name.parts.size() - 2];
        return same(owner, table) || owner == "new" || owner == "old";
    });
}

bool names_type(std::string_view code, std::string_view schema, std::string_view name, bool casts_only) {
    return std::ranges::any_of(names_in_code(code), [&](CodeName const &found) {
        return found.parts.size() == 2 && found.parts[0] == schema && found.parts[1] == name &&
               (found.is_type || (!casts_only && !found.is_called));
    });
}

} // namespace scribe::model
