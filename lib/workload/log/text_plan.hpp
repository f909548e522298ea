// SPDX-License-Identifier: MIT
#pragma once

#include "workload/plan/plan.hpp"

#include <string_view>

namespace scribe::workload {

/// Reads a plan as EXPLAIN writes it for people, as far as plan_hash() and plan_to_keep() go: the same shape as that of
/// the same plan in JSON. Throws base::Error(config) for what is no such tree, nests more than 500 levels of nodes or
/// has more than 20,000 of them.
Plan read_text_plan(std::string_view text);

} // namespace scribe::workload
