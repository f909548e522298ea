// SPDX-License-Identifier: MIT
#pragma once

#include "batch/worker.hpp"
#include "classify/rules.hpp"
#include "profile/hide.hpp"
#include "profiling/memory_budget.hpp"
#include "profiling/target.hpp"
#include "source/source.hpp"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace scribe::cli {

/// Who said a number: each beats those before it.
enum class Said { nobody, file, command_line };

/// How a run profiles its tables.
struct ProfileSettings {
    catalog::SourceRow source;
    std::string job;
    std::string profiled_at;        ///< one time for all tables of the run that this process does: UTC, ISO 8601
    source::SampleRequest sampling; ///< thresholds, seed and value bytes; table and columns are filled in
    Said threshold_said = Said::nobody, size_said = Said::nobody; ///< of full_threshold and sample_size
    std::vector<TableSettings> tables; ///< count before the file, not before the command line
    bool statistics_only = false;
    std::int64_t nice = 0; ///< wait while more sessions than this are at work on the server; 0: never
    /// The user was told that --nice does not see all; one flag for all workers.
    std::shared_ptr<std::atomic_flag> told_of_hidden = std::make_shared<std::atomic_flag>();
    /// For counting, of all workers together.
    std::shared_ptr<MemoryBudget> memory = std::make_shared<MemoryBudget>(std::size_t{150} << 20);
    profile::StoreValues store_values = profile::StoreValues::masked;
    std::uint64_t sketch_key = 0;
    std::filesystem::path catalog;
    std::function<std::unique_ptr<source::Source>()> open; ///< a connection of its own for each worker
    classify::Rules const *rules = nullptr;
};

/// A worker that samples tables, counts, judges and stores; `settings` must outlive it.
std::unique_ptr<batch::Worker> make_profile_worker(ProfileSettings const &settings);

} // namespace scribe::cli
