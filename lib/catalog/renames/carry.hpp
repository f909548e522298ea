// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>

namespace scribe::catalog {

/// What people and writers said of an object, as the numbers of the newest versions: JSON, {"description": 2,
/// "context":
/// {"owner": 1}}.
std::string words_of(Store &store, std::int64_t object_id);

/// Gives an object what is known of another one, which is the same under another name: `words` of what was said of it
/// (see words_of()) and what was measured (profiles, sketches, labels, relationships at either end). What a person
/// already said of `to` stays, and is newer. Of tables and views their columns are carried one by one. In the
/// transaction that the caller has open.
void carry_over(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to,
                std::string const &words);

} // namespace scribe::catalog
