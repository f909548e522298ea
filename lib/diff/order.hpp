// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace scribe::diff {

/// Which of the pairs (place before, place after), sorted by the second, changed places among each other: as few as
/// possible are named. Columns that were added or removed around them do not count.
std::vector<bool> moved_columns(std::vector<std::pair<std::size_t, std::size_t>> const &pairs);

} // namespace scribe::diff
