// SPDX-License-Identifier: MIT
#pragma once

#include "model/kind.hpp"

#include <span>
#include <string>
#include <string_view>

namespace scribe::model {

/// A word that says more than the kind: "foreign-key" is a constraint of that type. An object may be of several
/// ("partition" and "unlogged-table") or of none.
struct Subkind {
    std::string_view name;   ///< as the command line takes it
    std::string_view plural; ///< "foreign keys"
    Kind kind;
    /// What the body of such a record (record.hpp) holds and that of no other of its kind. Quotes within JSON strings
    /// are escaped, so that no text of the user looks like it.
    std::string_view body_part;
};

/// All of them, ordered by kind.
std::span<Subkind const> all_subkinds();

/// The subkind that a word means: its name, its plural, or the name without the kind ("composite" for
/// "composite-type"); nothing when there is none. The word is in lower case, with '-' between words.
Subkind const *subkind_from_word(std::string_view word);

} // namespace scribe::model
