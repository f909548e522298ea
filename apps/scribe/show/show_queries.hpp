// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "catalog/queries/uses.hpp"
#include "show/show_page.hpp"

#include <vector>

namespace scribe::cli {

/// The queries that use an object, those that take the most time first.
void show_queries(ShowPage &page, std::vector<catalog::UsingQuery> const &queries);
/// The same as the member "queries" of the object's JSON; nothing when there are none.
void write_queries(base::JsonWriter &json, std::vector<catalog::UsingQuery> const &queries);

} // namespace scribe::cli
