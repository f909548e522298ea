// SPDX-License-Identifier: MIT
#pragma once

#include "workload/regressions.hpp"
#include "workload/series.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What later snapshots and connections are compared with.
namespace scribe::workload {

/// Times of something that was done several times, in milliseconds.
struct Latency {
    double min = 0, median = 0, p95 = 0; ///< p95: nineteen of twenty took no longer
};

/// Nothing when there are none.
std::optional<Latency> latency(std::vector<double> times_ms);

/// How a server and its queries were at a time.
struct Baseline {
    std::string origin;                               ///< counters | log | workload
    std::int64_t snapshot = 0;                        ///< the newest that it knows
    std::vector<double> connecting_ms, round_trip_ms; ///< empty: not measured
    /// Of each query the calls and times of its latest periods, the oldest first.
    std::map<std::int64_t, std::vector<model::Counters>> queries;
};

/// Takes the latest periods of all queries: 30 of each at most.
void add_queries(Baseline &baseline, AllSeries const &queries);

std::string baseline_to_json(Baseline const &baseline);
/// Throws base::Error(catalog) for what is none.
Baseline baseline_from_json(std::string_view json);

/// What became of a query since a baseline.
struct BaselineChange {
    std::int64_t query = 0;
    std::string_view finding;  ///< slower | new | gone; empty: none of them
    std::string_view unjudged; ///< see why_not_judged()
    std::optional<Regression> regression;
    model::Counters before, now; ///< of the periods that the baseline knows, and of those since
};

/// Compares the periods from that of the snapshot at the place `first` on with the baseline: one change a query that
/// either of them knows, in the order of their ids.
std::vector<BaselineChange> compare_queries(Baseline const &baseline, AllSeries const &queries, std::size_t first,
                                            RegressionRule const &rule);

/// Whether the median has grown by the same rule; each time counts as a period.
std::optional<Regression> compare_latency(std::vector<double> const &before_ms, std::vector<double> const &now_ms,
                                          RegressionRule rule);

} // namespace scribe::workload
