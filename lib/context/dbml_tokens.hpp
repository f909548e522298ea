// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::context {

/// A word, a text or a sign of DBML.
struct DbmlToken {
    enum class Type { word, quoted, text, sign, end };
    Type type = Type::end;
    std::string text; ///< without quotes; a sign is one character or <>
    std::size_t line = 1;

    bool is(std::string_view sign) const { return type == Type::sign && text == sign; }
    bool is_name() const { return type == Type::word || type == Type::quoted; }
    /// True for this keyword, in any case.
    bool is_word(std::string_view keyword) const;
};

/// The tokens of a text, comments left out; the last is the end. Throws base::Error(config) for quotes without an end.
std::vector<DbmlToken> dbml_tokens(std::string_view text, std::string const &file);

} // namespace scribe::context
