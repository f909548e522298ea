// SPDX-License-Identifier: MIT
#pragma once

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

/// Receives the rows of a sample.
class SampleReceiver {
public:
    virtual ~SampleReceiver() = default;
    /// Called once, before the rows: which of the columns asked for can be read, by their place in the request.
    virtual void columns(std::vector<std::size_t> const &readable) = 0;
    /// A value for each readable column.
    virtual void row(model::SampleRow values) = 0;
};

/// The first and last value of a column, from an index: exact whatever the sample.
struct Extremes {
    std::size_t column = 0; ///< place in the request
    std::string minimum, maximum;
};

/// What is known besides the rows.
struct SampleReport {
    model::SampleInfo info;
    std::int64_t fetched_bytes = 0;          ///< of values, as they came
    std::optional<std::int64_t> table_bytes; ///< without indexes
    std::vector<Extremes> extremes;
    std::vector<std::string> notes; ///< what limits the figures, for the user
};

} // namespace scribe::source
