// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scribe::sql {

/// Cuts SQL text into words without understanding it; what is not closed reaches to the end.
class Lexer {
public:
    enum class Kind : std::uint8_t { end, space, comment, word, quoted_name, string, number, parameter, other };
    struct Token {
        Kind kind = Kind::end;
        std::string_view text;
    };

    explicit Lexer(std::string_view text) : m_rest(text) {}
    Token next();

private:
    std::size_t comment_size() const;
    std::size_t string_size(std::size_t from, bool escapes) const;
    std::size_t dollar_size() const;
    std::size_t number_size() const;
    std::size_t prefix_size() const;
    Token token(Kind kind, std::size_t size);

    std::string_view m_rest;
};

} // namespace scribe::sql
