// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>

namespace scribe::catalog {

/// How much people and writers said of two objects, as the numbers of the newest versions: JSON, {"description": [2,
/// 0], "context": {"owner": [1, 3]}}.
std::string words_of(Store &store, std::int64_t object_id, std::int64_t other_id);

/// Gives an object what is known of another one, which is the same under another name: what was said of it and what was
/// measured (profiles, sketches, labels, relationships at either end). What a person already said of `to` stays, and is
/// newer. `words` is words_of() both. Of tables and views their columns are carried one by one. In the transaction that
/// the caller has open.
void carry_over(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to,
                std::string const &words);
/// The reverse: but what had been said of the new name before, as `words` has it, stays there. Empty: nothing had.
void carry_back(Store &store, SourceRow const &source, model::Record const &old_name, model::Record const &new_name,
                std::string const &words);

} // namespace scribe::catalog
