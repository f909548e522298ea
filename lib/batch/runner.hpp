// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"
#include "batch/progress.hpp"
#include "batch/worker.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Runs one action over many objects: workers, leases, resuming, interruption. A job's items are shared with every
/// other process that works on the same catalog.
namespace scribe::batch {

/// What to run and how.
struct RunOptions {
    std::string job; ///< its id
    int workers = 4;
    catalog::Shard shard{};
    bool fail_fast = false; ///< end when an item fails
    std::chrono::milliseconds lease{20'000};
    /// How long a lost connection is tried to be made again, and the first pause between two tries.
    std::chrono::milliseconds patience{300'000}, pause{500};
    /// Called now and then by the thread that called run(), the last time when all is done.
    std::function<void(Progress const &)> progress{};
    /// Asked now and then: an error ends the run as a connection does that cannot be made again; workers throw
    /// base::Error(interrupted) for what they then have in hand.
    std::function<std::optional<base::Error>()> give_up{};
    std::chrono::milliseconds progress_every{100};
};

/// How a run ended.
struct RunReport {
    std::string job; ///< its id
    enum class Stop {
        none,        ///< nothing was left to do
        interrupted, ///< Ctrl-C
        cancelled,   ///< somebody cancelled the job
        fail_fast,
        disconnected, ///< no connection could be made (again), or give_up said so: see error
    } stop = Stop::none;
    catalog::JobState state = catalog::JobState::done; ///< of the job
    catalog::ItemCounts items{};                       ///< of the job, or of the shard
    std::int64_t done = 0, failed = 0;                 ///< by this process
    std::int64_t rows = 0, bytes = 0;                  ///< read by this process
    double seconds = 0;
    std::vector<catalog::JobItem> failures{}; ///< the first of those that failed, at most k_most_failures
    std::optional<base::Error> error{};

    /// ok, partial when items failed, interrupted when it was stopped, else that of the error.
    base::ExitCode exit_code() const;
};

inline constexpr std::int64_t k_most_failures = 20;

/// Does what the job has left, until nothing of it (of its shard) waits or is in hand of another process.
/// Throws base::Error(catalog) when the catalog cannot be written and base::Error(usage) when the job was cancelled
/// before; what a worker's connection has is in the report.
RunReport run(catalog::Store &store, RunOptions const &options, WorkerFactory const &make_worker);

} // namespace scribe::batch
