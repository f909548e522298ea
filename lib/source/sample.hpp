// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "model/sample.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::source {

/// Which table or view to take rows from, and how many.
struct SampleRequest {
    std::string schema, name;
    std::vector<model::SampleColumn> columns;
    std::int64_t full_threshold = 100'000; ///< up to so many rows all are read
    std::int64_t sample_size = 10'000;     ///< of a larger table so many are drawn
    std::uint64_t seed = 1;                ///< the same seed, the same rows
    std::int64_t value_bytes = 4096;       ///< of a longer value only the head is fetched
};

/// The first and last value of a column, from an index: exact whatever the sample.
struct Extremes {
    std::size_t column = 0; ///< place in the request
    std::string minimum, maximum;
};

/// What is known before the first row.
struct SampleStart {
    std::vector<std::size_t> readable;       ///< which of the columns asked for can be read, by place in the request
    std::vector<Extremes> extremes;          ///< where rows are sampled and an index tells them
    std::optional<std::int64_t> table_bytes; ///< without indexes
};

/// Receives the rows of a sample.
class SampleReceiver {
public:
    virtual ~SampleReceiver() = default;
    /// Called once, before the rows.
    virtual void begin(SampleStart const &start) = 0;
    /// A value for each readable column.
    virtual void row(model::SampleRow values) = 0;
};

/// What is known when all rows were given.
struct SampleReport {
    model::SampleInfo info;
    std::int64_t fetched_bytes = 0; ///< of values, as they came
    std::vector<std::string> notes; ///< what limits the figures, for the user
};

/// What a server's planner knows of a table, and the ends of its indexes where this role may read them; no row is read.
struct StatisticsReport {
    model::SampleInfo info;                                       ///< its method is "statistics"
    std::optional<std::int64_t> table_bytes;                      ///< without indexes
    std::vector<std::optional<model::PlannerStatistics>> columns; ///< one a column of the request
    std::vector<Extremes> extremes;
    std::vector<std::string> notes;
};

} // namespace scribe::source
