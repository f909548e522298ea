// SPDX-License-Identifier: MIT
#pragma once

#include "workload/plan/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// What a language model is told of a plan, as JSON: the statement, its steps in the order of the tree and what was
/// found. No literal of a condition is in it, and no figure that differs from run to run: of rows the order of
/// magnitude, of the cost which steps have most of it. So the same plan makes the same text. `statement` holds no
/// constants.
std::string plan_evidence(std::string_view statement, Plan const &plan, std::vector<PlanFinding> const &findings);

} // namespace scribe::workload
