// SPDX-License-Identifier: MIT
#pragma once

#include "workload/explain/draft.hpp"

namespace scribe::workload {

/// A literal that stood in the select list and in GROUP BY has become two parameters, and the expressions are the same
/// no more. Gives those of the list that begins at `place` the parameters of their twins in the select list before it;
/// false when there is none.
bool join_list(Draft &draft, std::size_t place);

} // namespace scribe::workload
