// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::sql {

/// What makes two statements the same query.
struct Fingerprint {
    std::string hash;       ///< 16 hexadecimal digits, whatever the constants and their number are
    std::string kind;       ///< select | insert | update | delete | merge | utility
    std::string normalized; ///< the text with $n in place of its constants, without comments
    std::string error;      ///< why there is no hash and no kind; else empty
};

/// Of one statement. `normalized` is there for any text: where the grammar does not understand it, words are looked at.
Fingerprint fingerprint(std::string_view text);

/// The text without comments, hints (/*+ ... */) and what servers put in the place of lists (/*, ... */, since 18)
/// excepted, and spaces at its ends. Quoted parts stay as they are.
std::string without_comments(std::string_view text);

/// The text with $n in place of all that looks like a constant, n beginning behind the highest that it has; without
/// comments. Of text of any length, in any state: cut off, malformed.
std::string mask_constants(std::string_view text);

} // namespace scribe::sql
