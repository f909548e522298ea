// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::sqlite {

/// One token of SQLite's SQL (sqlite.org/lang.html). White space and comments are no tokens.
struct Token {
    enum class Kind {
        word,   ///< keyword or bare name
        quoted, ///< name in "x", `x` or [x]
        string, ///< 'x' (SQLite takes it for a name where only a name can stand)
        other,  ///< number, blob literal, operator, bracket
    };
    Kind kind = Kind::other;
    std::string_view text; ///< as written, quotes included
    std::size_t begin = 0; ///< offset in the statement

    std::size_t end() const { return begin + text.size(); }
    /// True for an unquoted word, whatever its case; `keyword` is in upper case.
    bool is(std::string_view keyword) const;
    bool is_char(char c) const { return kind == Kind::other && text.size() == 1 && text[0] == c; }
    bool is_name() const { return kind != Kind::other; }
    /// The name it stands for: quotes taken off, doubled ones made single.
    std::string name() const;
};

/// Splits a statement. Never fails: an open quote or comment reaches to the end.
std::vector<Token> tokenize(std::string_view sql);

/// Walks over the tokens of one statement, which must outlive it.
class TokenReader {
public:
    explicit TokenReader(std::string_view sql) : m_sql(sql), m_tokens(tokenize(sql)) {}

    bool at_end() const { return m_at >= m_tokens.size(); }
    /// The token `ahead` of the next one; an empty one behind the end.
    Token const &peek(std::size_t ahead = 0) const;
    /// The token just taken.
    Token const &last() const;
    Token const &take();
    bool take_word(std::string_view keyword);
    bool take_char(char c);
    /// Takes all the words, or none of them.
    bool take_words(std::string_view first, std::string_view second);
    /// At an opening bracket: takes everything up to the closing one and gives what stands between, trimmed.
    std::string_view take_group();
    /// Takes `[schema.]name` and gives the name.
    std::string take_qualified_name();
    std::string_view slice(std::size_t begin, std::size_t end) const { return m_sql.substr(begin, end - begin); }
    std::size_t position() const { return m_at; }

private:
    std::string_view m_sql;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
};

} // namespace scribe::source::sqlite
