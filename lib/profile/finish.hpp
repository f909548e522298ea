// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/column.hpp"
#include "profile/profiler.hpp"

#include <string>
#include <vector>

namespace scribe::profile {

/// What was counted of a column, as figures.
model::ColumnProfile measure_column(ColumnCounter &counter, ColumnFacts const &facts, model::SampleInfo const &info);

/// Adds what the figures mean: role, unit (but for one that a column beside it tells), quality.
void judge_column(ColumnCounter &counter, ProfileOptions const &options, model::ColumnProfile &profile);

/// The name of a value class, "integer".
std::string_view class_name(model::ValueClass value_class);

} // namespace scribe::profile
