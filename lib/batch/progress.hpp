// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/jobs.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace scribe::batch {

/// How far a job is, for those who watch.
struct Progress {
    /// An item that this process has in hand.
    struct Slow {
        std::string schema, table;
        double seconds = 0;
        std::int64_t rows = 0; ///< read so far, as far as the worker tells
    };
    catalog::ItemCounts items{};          ///< of the job (of the shard), those of other processes too
    std::int64_t rows = 0, bytes = 0;     ///< that this process read
    double seconds = 0;                   ///< that this process has worked
    double rows_per_second = 0;           ///< of the last seconds
    std::optional<double> seconds_left{}; ///< at the pace so far; nothing: too early to tell
    std::optional<Slow> slowest{};        ///< of the items in hand the one begun first
    bool finished = false;                ///< the last one of a run
};

/// Rows per second over the last ten seconds.
class Pace {
public:
    using clock = std::chrono::steady_clock;
    /// `rows`: all so far.
    double add(clock::time_point now, std::int64_t rows);

private:
    std::deque<std::pair<clock::time_point, std::int64_t>> m_marks;
};

} // namespace scribe::batch
