// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"

namespace scribe::diff {

/// The members in which two records of one kind differ, in the order of model/fields.hpp and the comment last; names,
/// positions and statistics are not compared. What follows from other members (a definition put together from them)
/// is left out when one of those differs too, and so is what could not be read of one that is partial.
std::vector<FieldChange> compare_fields(model::Record const &before, model::Record const &after);

} // namespace scribe::diff
