// SPDX-License-Identifier: MIT
#include "base/parse/code_line.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::base {

namespace {

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// True for what single_line would change, and for the line breaks of Unicode.
bool is_hidden(std::string_view text) {
    return has_controls(text) || text.find("\xe2\x80\xa8") != std::string_view::npos ||
           text.find("\xe2\x80\xa9") != std::string_view::npos;
}

/// What is hidden, as an escape of E'': a line break as \n.
std::string escaped(std::string_view character) {
    if (character == "\n") return "\\n";
    if (character == "\t") return "\\t";
    if (character == "\r") return "\\r";
    if (character == "\xe2\x80\xa8") return "\\u2028";
    if (character == "\xe2\x80\xa9") return "\\u2029";
    std::string name;
    append_escaped_ident(name, character); // U&"\202e"
    return "\\u" + name.substr(4, name.size() - 5);
}

/// The body of a literal, as it stands in SQL, for E''. With `is_escaped` it was one of E'' before.
std::string escaped_body(std::string_view body, bool is_escaped) {
    std::string out;
    for (std::size_t i = 0; i < body.size();) {
        std::size_t size = 1;
        while (i + size < body.size() && (static_cast<unsigned char>(body[i + size]) & 0xc0) == 0x80) ++size;
        auto const character = body.substr(i, size);
        if (is_hidden(character)) out += escaped(character);
        else if (character == "\\" && !is_escaped) out += "\\\\";
        else out += character;
        i += size;
    }
    return single_line(out); // what is no UTF-8
}

/// Writes code on one line, quotes apart.
class CodeLine {
public:
    explicit CodeLine(std::string_view code) : m_code(code) {}

    std::string take() {
        while (m_at < m_code.size()) {
            auto const plain = std::min(m_code.find_first_of("'\"-/", m_at), m_code.size());
            put(plain);
            if (m_at == m_code.size()) break;
            auto const rest = m_code.substr(m_at);
            if (rest.starts_with("--")) put(m_code.find('\n', m_at));
            else if (rest.starts_with("/*")) put(end_of_comment());
            else if (rest.front() == '\'') literal();
            else if (rest.front() == '"') name();
            else put(m_at + 1);
        }
        return std::move(m_out);
    }

private:
    /// Goes on to `end`; what is before it stands outside of quotes.
    void put(std::size_t end) {
        end = std::min(end, m_code.size());
        m_out += single_line(m_code.substr(m_at, end - m_at));
        m_at = end;
    }

    std::size_t end_of_comment() const {
        auto const end = m_code.find("*/", m_at + 2);
        return end == std::string_view::npos ? m_code.size() : end + 2;
    }

    /// Behind the body that begins after the quote here; a quote twice is one of the body.
    std::size_t end_of_body(bool backslashes) const {
        auto const quote = m_code[m_at];
        auto at = m_at + 1;
        for (; at < m_code.size(); ++at) {
            bool const twice = m_code[at] == quote && m_code.substr(at + 1, 1) == m_code.substr(m_at, 1);
            if (twice || (backslashes && m_code[at] == '\\')) ++at;
            else if (m_code[at] == quote) break;
        }
        return std::min(at, m_code.size());
    }

    void literal() {
        auto const before = [this](std::size_t n) { return m_at >= n ? m_code[m_at - n] : ' '; };
        bool const is_escaped = (before(1) == 'E' || before(1) == 'e') && !is_word(before(2));
        auto const end = end_of_body(is_escaped);
        auto const body = m_code.substr(m_at + 1, end - m_at - 1);
        if (!is_hidden(body)) return put(end + 1);
        // Nothing may stand before the E: B'...' and the like have no line breaks in them, or are no SQL.
        m_out += is_escaped || is_word(before(1)) || before(1) == '&' ? "'" : "E'";
        m_out += escaped_body(body, is_escaped);
        m_at = end;
        put(end + 1);
    }

    void name() {
        auto const end = end_of_body(false);
        auto const body = m_code.substr(m_at + 1, end - m_at - 1);
        if (!has_controls(body) || end == m_code.size()) return put(end + 1);
        std::string name;
        for (std::size_t i = 0; i < body.size(); ++i) {
            name.push_back(body[i]);
            if (body[i] == '"') ++i;
        }
        append_escaped_ident(m_out, name);
        m_at = end + 1;
    }

    std::string_view m_code;
    std::size_t m_at = 0;
    std::string m_out;
};

} // namespace

std::string code_line(std::string_view code) { return is_hidden(code) ? CodeLine{code}.take() : single_line(code); }

std::string value_text(std::string_view value) {
    return is_hidden(value) ? code_line(quote_literal(value)) : std::string{value};
}

} // namespace scribe::base
