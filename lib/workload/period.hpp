// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"
#include "workload/series.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

// What the queries of a period cost, and what of them is worth a line.
namespace scribe::workload {

/// By query.
using QueryTexts = std::unordered_map<std::int64_t, model::Query>;

/// What is no application's is worth a line from that share of the time on.
inline constexpr double k_noticed_share = 0.01;

/// Which queries of a period to give.
struct PeriodFilter {
    std::vector<std::int64_t> const *only = nullptr; ///< sorted; null: all
    std::int64_t min_calls = 0;
    bool all = false; ///< also what is neither an application's nor takes 1 % of the time
};

/// A query in a period.
struct PeriodRow {
    std::int64_t id = 0;
    model::Query const *query = nullptr;
    QuerySeries const *series = nullptr;
    model::Counters now;
    double share = 0; ///< of the time of all queries
    bool restarted = false;
};

/// What was left out, of one purpose.
struct LeftOut {
    std::int64_t queries = 0;
    double total_ms = 0;
};

/// The queries of a period, in no order, and what was left out.
struct PeriodRows {
    std::vector<PeriodRow> rows;
    double total_ms = 0;                     ///< of all, those left out too
    std::map<std::string, LeftOut> left_out; ///< by purpose
};

/// The queries that were called in the snapshots from place `first` to `last`. The rows point into `queries` and
/// `texts`.
PeriodRows period_rows(AllSeries const &queries, QueryTexts const &texts, PeriodFilter const &filter, std::size_t first,
                       std::size_t last);

} // namespace scribe::workload
