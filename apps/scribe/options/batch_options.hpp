// SPDX-License-Identifier: MIT
#pragma once

#include "batch/runner.hpp"
#include "command.hpp"

#include <string>

namespace scribe::cli {

/// How a command works on many objects: --jobs, --shard, --resume, --fail-fast, --notify, --on-finish.
struct BatchOptions {
    int jobs = 4;
    std::string shard;
    bool resume = false, fail_fast = false;
    std::string notify, on_finish;

    /// The whole without --shard. Throws base::Error(usage).
    catalog::Shard part() const;
};

void add_batch_options(CLI::App &app, BatchOptions &options);

/// Throws base::Error(usage) for a shard that is no part of a whole and an address that is no URL.
void check_batch_options(BatchOptions const &options);

/// What batch::run() takes of them.
batch::RunOptions run_options(BatchOptions const &options, std::string job);

/// Tells how a run ended: what failed goes to the log, the summary to --notify and --on-finish. Returns the exit code;
/// throws base::Error when the run was stopped or lost its source, with the command that goes on with it.
base::ExitCode finish_batch(catalog::Store &store, batch::RunReport const &report, BatchOptions const &options);

/// The command that works on what a job has left: "scribe profile --source shop --resume".
std::string resume_command(catalog::JobRow const &job);

} // namespace scribe::cli
