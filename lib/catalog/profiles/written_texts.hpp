// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// What rules and models wrote, whose words may be values of a column that nobody may see any more.
namespace scribe::catalog {

/// Changes every version of the object's text that no person wrote, and what events tell of it, in the transaction that
/// the caller has open. The only place where a version is overwritten.
void rewrite_written_texts(Store &store, std::int64_t object_id,
                           std::function<std::string(std::string const &)> const &change);

/// Forgets answers of models that have one of the words in them, in the transaction that the caller has open.
void forget_answers_with(Store &store, std::vector<std::string> const &words);

} // namespace scribe::catalog
