// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// A token of SQL as PostgreSQL's scanner cuts them.
struct Token {
    enum class Kind {
        word,      ///< a keyword or a name
        quoted,    ///< a name in double quotes
        parameter, ///< $1
        number,
        string, ///< all kinds of literals in quotes or dollars
        op,     ///< an operator: one or more of + - * / < > = ~ ! @ # % ^ & | ` ?
        mark    ///< a bracket, comma, semicolon, point, colon (":: " is one)
    } kind = Kind::word;
    std::size_t at = 0; ///< byte where it begins
    std::string_view text;
    int parameter = 0; ///< 1 of $1

    /// True for a word, in any case; `lower` is lower case.
    bool is(std::string_view lower) const;
    bool is_mark(std::string_view mark) const { return kind == Kind::mark && text == mark; }
};

/// The tokens of a text, of which they are views; comments and blanks are left out. Takes any text: a literal that is
/// not closed goes to the end.
std::vector<Token> tokens_of(std::string_view sql);

} // namespace scribe::workload
