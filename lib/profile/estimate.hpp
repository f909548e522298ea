// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"

#include <cstdint>
#include <string>

namespace scribe::profile {

/// Standard deviations on each side of the mean that hold 95 % of a normal distribution.
inline constexpr double k_z95 = 1.959964;

/// The share `count` / `rows` and its 95 % interval (Wilson, 1927); exact where all rows were read.
model::Estimate share_of(std::int64_t count, std::int64_t rows, bool exact);

/// How far any share of `rows` sampled rows may be off, at 95 %.
double share_error(std::int64_t rows);

/// How far the rank of a quantile of `count` sampled numbers may be off, at 95 % (Dvoretzky, Kiefer, Wolfowitz).
double rank_error(std::int64_t count);

/// How often values occur in a sample of a column.
struct SampleCounts {
    double rows = 0;    ///< of the table that are not null
    double sampled = 0; ///< values in the sample
    double distinct = 0, once = 0;
    double rare = 0;        ///< distinct values that occur k_rare times at most
    double rare_values = 0; ///< how often those occur together
    double rare_pairs = 0;  ///< sum of count * (count - 1) over those
};

/// What occurs more often than this in a sample tells nothing of the values that it lacks.
inline constexpr std::uint32_t k_rare = 100;

/// Distinct values of the table and how they were estimated: "duj1", and "duj2a" where the frequencies of the rare
/// values are skewed (Haas and Stokes, 1998). On Zipf columns Duj1 is up to 20 times too low, Chao1 7 times, Duj2a 3
/// times. The interval is [d, N d / n], which always holds the truth.
model::Estimate estimate_distinct(SampleCounts const &counts, std::string &method);

} // namespace scribe::profile
