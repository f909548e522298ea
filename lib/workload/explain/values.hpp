// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "workload/plan/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::workload {

/// A column that a plan compares with a parameter.
struct ParameterUse {
    int parameter = 0;
    std::string schema, table, column;
    std::string op;     ///< with the column on the left
    bool alone = false; ///< the parameter is the whole other side
};

/// One use a parameter at most: the first where it stands alone, else the first.
std::vector<ParameterUse> parameter_uses(Plan const &plan);

/// A value for a parameter, and what it stands for.
struct ParameterValue {
    std::string name; ///< "common", "middle", "rare"; of ranges "low", "middle", "high"; "assumed"
    std::string value;
    std::optional<double> share{}; ///< of the rows that have it
};

/// Values from what the planner knows of the column, the middle one first. `type` is the parameter's, `column_type` the
/// column's. Empty when it knows none that fit.
std::vector<ParameterValue> values_of(ParameterUse const &use, std::string const &type, std::string const &column_type,
                                      model::PlannerStatistics const &statistics);

/// A value that does no harm, for a parameter that nothing is known of: 100 for what may be a LIMIT. Nothing (NULL) for
/// unknown types.
std::optional<std::string> assumed_value(std::string const &type);

} // namespace scribe::workload
