// SPDX-License-Identifier: MIT
#pragma once

#include "workload/plan/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace scribe::workload {

/// What the server's statistics know of a table of a plan.
struct TableFacts {
    std::string schema, name;
    double rows = -1; ///< that the planner assumes; below 0: never counted
    std::int64_t bytes = 0;
    std::int64_t modified_rows = 0; ///< since the last ANALYZE
    std::optional<double> days_old{};
};

/// What rules may know besides the plan.
struct PlanFacts {
    std::vector<TableFacts> tables{};
    /// Types of columns, by schema, table and column, as far as they are known.
    std::map<std::tuple<std::string, std::string, std::string>, std::string> types{};
    bool equivalent = false; ///< the plan is of a SELECT in place of what writes, maybe in a CTE
    bool generic = false;    ///< the plan holds for all values of its parameters: estimates beside them are guesses

    TableFacts const *table(PlanNode const &node) const;
};

enum class PlanSeverity { info, warning, critical };
std::string_view name_of(PlanSeverity severity);

/// A bottleneck that a plan shows.
struct PlanFinding {
    std::string rule; ///< "seq-scan-filter"
    PlanSeverity severity = PlanSeverity::warning;
    std::size_t node = 0; ///< place in nodes_of()
    std::string figure;   ///< what was measured or expected
    std::string why;      ///< why it matters
    std::string advice;   ///< what to do
};

/// Looks for all bottlenecks. Rules that need what was measured say nothing of a plan that did not run.
std::vector<PlanFinding> check_plan(Plan const &plan, PlanFacts const &facts);

} // namespace scribe::workload
