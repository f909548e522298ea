// SPDX-License-Identifier: MIT
#include "context/dbml_tokens.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

class Scanner {
public:
    Scanner(std::string_view text, std::string const &file) : m_text(text), m_file(file) {}

    std::vector<DbmlToken> scan() {
        while (m_at < m_text.size()) {
            char const c = m_text[m_at];
            auto const rest = m_text.substr(m_at);
            if (c == '\n' || c == ' ' || c == '\t' || c == '\r') advance(1);
            else if (rest.starts_with("//")) advance(std::min(rest.find('\n'), rest.size()));
            else if (rest.starts_with("/*")) take_until("*/", 2, DbmlToken::Type::end);
            else if (rest.starts_with("'''")) take_until("'''", 3, DbmlToken::Type::text);
            else if (c == '\'') take_until("'", 1, DbmlToken::Type::text);
            else if (c == '`') take_until("`", 1, DbmlToken::Type::text);
            else if (c == '"') take_until("\"", 1, DbmlToken::Type::quoted);
            else if (is_word_byte(c)) take_word();
            else take_sign(rest.starts_with("<>") ? 2 : 1);
        }
        m_tokens.push_back({DbmlToken::Type::end, "", m_line});
        return std::move(m_tokens);
    }

private:
    void advance(std::size_t bytes) {
        m_line += static_cast<std::size_t>(std::ranges::count(m_text.substr(m_at, bytes), '\n'));
        m_at += bytes;
    }

    void take_word() {
        auto const start = m_at;
        while (m_at < m_text.size() && is_word_byte(m_text[m_at])) ++m_at;
        m_tokens.push_back({DbmlToken::Type::word, std::string{m_text.substr(start, m_at - start)}, m_line});
    }

    void take_sign(std::size_t bytes) {
        m_tokens.push_back({DbmlToken::Type::sign, std::string{m_text.substr(m_at, bytes)}, m_line});
        m_at += bytes;
    }

    /// What stands between an opening of so many bytes and the closing; a backslash escapes. Comments give no token.
    void take_until(std::string_view closing, std::size_t opening, DbmlToken::Type type) {
        DbmlToken token{type, "", m_line};
        auto at = m_at + opening;
        bool const escapes = type != DbmlToken::Type::end;
        while (at < m_text.size() && !m_text.substr(at).starts_with(closing)) {
            if (escapes && m_text[at] == '\\' && at + 1 < m_text.size()) ++at;
            token.text.push_back(m_text[at++]);
        }
        if (at >= m_text.size())
            fail_at(fmt::format("{}:{}", m_file, m_line),
                    fmt::format("what begins here has no end: expected {}", closing));
        advance(at + closing.size() - m_at);
        if (type != DbmlToken::Type::end) m_tokens.push_back(std::move(token));
    }

    std::string_view m_text;
    std::string const &m_file;
    std::size_t m_at = 0, m_line = 1;
    std::vector<DbmlToken> m_tokens;
};

} // namespace

bool DbmlToken::is_word(std::string_view keyword) const {
    return type == Type::word && base::to_lower_ascii(text) == keyword;
}

std::vector<DbmlToken> dbml_tokens(std::string_view text, std::string const &file) {
    return Scanner{text, file}.scan();
}

} // namespace scribe::context
