// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace scribe::sql {

/// Runs `work` to its end on a thread whose stack holds the deepest parse tree that k_most_bytes of text can make:
/// libpg_query recurses without a limit of its own. What `work` throws comes out here.
void run_on_deep_stack(std::function<void()> const &work);

} // namespace scribe::sql
