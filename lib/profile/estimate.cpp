// SPDX-License-Identifier: MIT
#include "profile/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

model::Estimate share_of(std::int64_t count, std::int64_t rows, bool exact) {
    if (rows <= 0) return {};
    auto const n = static_cast<double>(rows);
    auto const share = static_cast<double>(count) / n;
    if (exact) return {share, share, share};
    auto const square = k_z95 * k_z95;
    auto const middle = (share + square / (2 * n)) / (1 + square / n);
    auto const half = k_z95 / (1 + square / n) * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
    // Rounding must not part the share from its interval.
    return {share, std::clamp(middle - half, 0.0, share), std::clamp(middle + half, share, 1.0)};
}

double share_error(std::int64_t rows) {
    return rows <= 0 ? 0 : std::min(1.0, k_z95 * 0.5 / std::sqrt(static_cast<double>(rows)));
}

double rank_error(std::int64_t count) {
    return count <= 0 ? 0 : std::min(0.5, std::sqrt(std::log(2 / 0.05) / (2 * static_cast<double>(count))));
}

model::Estimate estimate_distinct(SampleCounts const &counts, std::string &method) {
    auto const &[rows, n, d, once, rare, rare_values, rare_pairs] = counts;
    if (n <= 0 || d <= 0) return {};
    auto const total = std::max(rows, n);
    auto const part = n / total;
    auto const high = std::min(total, std::max(d, d / part));
    method = "duj1";
    auto value = d;
    auto const unseen = once * (1 - part); // values that occur once stand for those not seen
    if (rare_values > unseen) {
        auto const first = rare_values * rare / (rare_values - unseen);
        value = d - rare + first;
        // Squared coefficient of variation of their frequencies.
        auto const variation = first / (rare_values * rare_values) * rare_pairs + first / (rare_values / part) - 1;
        if (variation > 0.05 && part < 1) {
            method = "duj2a";
            value = d - rare + (rare - unseen * std::log(1 - part) * variation / part) / (1 - unseen / rare_values);
        }
    }
    return {std::clamp(value, d, high), d, high};
}

} // namespace scribe::profile
