// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/column.hpp"

#include <vector>

namespace scribe::profile {

/// Values of the column that stand for none, with their counts: words such as N/A in text, -1 or 9999 among numbers
/// that are otherwise different, 1900-01-01 or 9999-12-31 among dates.
std::vector<model::ValueCount> find_sentinels(ColumnCounter &counter);

} // namespace scribe::profile
