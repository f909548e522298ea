// SPDX-License-Identifier: MIT
#pragma once

#include "workload/explain/draft.hpp"

namespace scribe::workload {

/// Rewrites what a server makes of literals and its own parser does not take: `date $1`, `interval $1 day`,
/// `extract($1 FROM x)`, `normalize(x, $1)`. The type becomes a cast of the parameter; of what has to be a word any
/// will do, since it changes no plan.
void rewrite_typed_parameters(Draft &draft);

} // namespace scribe::workload
