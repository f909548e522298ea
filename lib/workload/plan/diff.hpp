// SPDX-License-Identifier: MIT
#pragma once

#include "workload/plan/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::workload {

/// What another plan of the same statement does differently, in words: how tables are read, how they are joined, steps
/// that came or went, the cost. Empty when nothing but estimates differ by less than a tenth.
std::vector<std::string> plan_changes(Plan const &before, Plan const &after);

/// Two trees side by side; a mark between them tells steps that changed ("|"), went ("<") and came (">").
std::string plans_side_by_side(Plan const &before, Plan const &after, std::optional<std::size_t> width);

} // namespace scribe::workload
