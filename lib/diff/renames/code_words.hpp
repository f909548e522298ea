// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// New names of relations and columns where they stand as words of code.
namespace scribe::diff {

/// A word of code, without its quotes, or what stands between words: a literal, a character.
struct Token {
    std::string_view text;
    bool is_word;
    bool operator==(Token const &) const = default;
};
std::vector<Token> tokens_of(std::string_view code);

struct NewWords {
    std::map<std::string, std::string, std::less<>> names; ///< by the old ones
    std::map<model::Ref, std::string> schemas;             ///< of relations that moved, by where they were
    bool empty() const { return names.empty() && schemas.empty(); }
};

/// The code with all its words in quotes, renamed relations by their new names and the object itself without one: what
/// stays the same when it or what it reads has another name.
std::string nameless_code(std::string_view code, std::string_view own_name, NewWords const &words);

/// True when one code is the other but for words that have a new name.
bool same_but_for(NewWords const &words, std::string_view before, std::string_view after);

} // namespace scribe::diff
