// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

namespace scribe::diff::ddl {

/// False when PostgreSQL surely has no cast from the type of one column to that of the other. Types that it does not
/// bring along may have any.
bool may_cast(model::Column const &before, model::Column const &after);

/// A cast that is written makes texts and bits fit that are too long; without it the server converts as an assignment
/// does, and refuses them. Both lead from the one to the other.
bool cuts_values(model::Column const &before, model::Column const &after);

} // namespace scribe::diff::ddl
