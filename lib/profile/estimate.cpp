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
    auto const &[rows, n, d, once, twice, pairs] = counts;
    if (n <= 0 || d <= 0) return {};
    auto const total = std::max(rows, n);
    auto const high = std::min(total, std::max(d, total * d / n));
    method = "duj1";
    auto const divisor = n - once + once * n / total;
    auto value = divisor > 0 ? n * d / divisor : d;
    // Squared coefficient of variation of the frequencies (Chao and Lee, 1992).
    auto const variation = value / (n * n) * pairs + value / total - 1;
    if (variation > 1 && once > 0) {
        auto const chao = d + once * (once - 1) / (2 * (twice + 1));
        if (chao > value) {
            value = chao;
            method = "chao1";
        }
    }
    return {std::clamp(value, d, high), d, high};
}

} // namespace scribe::profile
