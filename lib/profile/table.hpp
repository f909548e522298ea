// SPDX-License-Identifier: MIT
#pragma once

#include "profile/profiler.hpp"

#include <vector>

namespace scribe::profile {

/// What the columns tell of the table: freshness and quality; size and duplicates are known elsewhere.
model::TableProfile finish_table(std::vector<model::ColumnProfile> const &columns, model::SampleInfo const &info,
                                 ProfileOptions const &options);

/// Gives amounts of money without a unit that of the table's one column of currency codes: its code when it has only
/// one, else the name of the column.
void name_currencies(std::vector<model::ColumnProfile> &columns);

} // namespace scribe::profile
