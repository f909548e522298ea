// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace scribe::profile {

/// What counters of a column are given.
struct Limits {
    std::size_t kept = 0;     ///< numbers to keep for quantiles
    std::int64_t today = 0;   ///< days since 1970
    bool knows_today = false; ///< else future cannot be judged
};

} // namespace scribe::profile
