// SPDX-License-Identifier: MIT
#pragma once

#include "workload/series.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::workload {

/// When a query counts as slower than it was.
struct RegressionRule {
    double factor = 1.5;     ///< its mean time has grown at least so much
    double min_calls = 20;   ///< in the period, and in what it is compared with: earlier periods, or several together
    double deviations = 3.5; ///< and lies so many robust standard deviations above the median of the earlier periods
    double min_ms = 0.1;     ///< and by at least so much
};

/// A query that became slower.
struct Regression {
    double before_ms = 0, now_ms = 0; ///< median of the means of the earlier periods, and the mean now
    double deviations = 0;            ///< how far now is from before
    std::size_t periods = 0;          ///< earlier ones that were compared with; neighbours with few calls are one
};

/// Tests the steps from `first` on against those before, where neighbours count as one period until they have calls
/// enough. With three earlier periods or more, the distance from their
/// median is measured in median absolute deviations (times 1.4826, Hampel 1974, which makes it a standard deviation of
/// normal values) of at least 5 % of the median; with fewer, in standard errors of the difference of the two means
/// (Welch 1947). Growth in calls alone is none.
std::optional<Regression> find_regression(QuerySeries const &series, std::size_t first, RegressionRule const &rule);

/// Why find_regression() cannot judge a query that ran from `first` on: "few calls" in that period, "few calls before"
/// it, or "no times" where none were measured; empty where it can, or the query did not run.
std::string_view why_not_judged(QuerySeries const &series, std::size_t first, RegressionRule const &rule);

/// How much of the time of a period is more than it was, to sort by; of what is no slower next to nothing, more where
/// it took longer.
double more_ms(std::optional<Regression> const &regression, double total_ms);

/// A sparkline of values, one character each: ▁ to █ from 0 to the greatest; blank where there is none.
std::string sparkline(std::vector<std::optional<double>> const &values);

} // namespace scribe::workload
