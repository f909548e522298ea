// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// A difference between two profiles that sampling does not explain.
struct Drift {
    /// type_changed | null_share_up | null_share_down | completeness_up | completeness_down | new_value | lost_value |
    /// range_left | distribution_shifted | distinct_changed | no_longer_unique | format_changed | role_changed | stale;
    /// of tables: rows_grew | rows_shrank | visibility_changed | duplicates_up | freshness_lost
    std::string name;
    std::string text; ///< a sentence with the figures
    double before = 0, after = 0;
    double figure = 0;   ///< PSI of distribution_shifted, else the difference or the factor
    std::string value{}; ///< of new_value, lost_value, range_left
};

/// How a column changed from one profile to the next, the gravest first.
std::vector<Drift> compare(model::ColumnProfile const &old, model::ColumnProfile const &now);
/// False where one of the numbers of rows is unknown, or is of those alone that row level security let the role see.
bool comparable_rows(model::TableProfile const &old, model::TableProfile const &now);
/// How a table changed.
std::vector<Drift> compare(model::TableProfile const &old, model::TableProfile const &now);

/// Population stability index of two distributions given as shares of the same classes: below 0.1 nothing happened,
/// from 0.25 on they differ. Shares below 0.0001 count as that.
double stability_index(std::vector<double> const &old, std::vector<double> const &now);

} // namespace scribe::profile
