// SPDX-License-Identifier: MIT
#pragma once

#include "batch/runner.hpp"
#include "http/client.hpp"

#include <string>

/// Tells others that a run has ended. Whatever goes wrong with it is a warning and never fails the run.
namespace scribe::batch {

/// What is told: no values of the database, no messages that may hold some.
struct Summary {
    catalog::JobRow job;
    double seconds = 0; ///< that the run took
    base::ExitCode exit = base::ExitCode::ok;
    std::vector<catalog::JobItem> failures{}; ///< the first of those that failed, at most k_most_failures
};

/// The summary of a run that has ended.
Summary summarize(catalog::Store &store, RunReport const &report);

/// {"format_version":1,"job":...}: the fields are in docs/json.md.
std::string summary_json(Summary const &summary);

/// How notices are sent: --notify.
struct NotifyOptions {
    std::chrono::milliseconds timeout{10'000}; ///< of one try
    http::Retry retry{};
};

/// Posts the summary as JSON to the URL. After Ctrl-C it is tried once.
void notify(std::string const &url, Summary const &summary, NotifyOptions const &options = {});

/// Runs the command by /bin/sh and waits for it: the summary as JSON is its standard input and SCRIBE_JOB_ID,
/// SCRIBE_KIND, SCRIBE_SOURCE, SCRIBE_STATE, SCRIBE_EXIT_CODE, SCRIBE_ITEMS, SCRIBE_DONE, SCRIBE_FAILED, SCRIBE_ROWS,
/// SCRIBE_BYTES and SCRIBE_SECONDS are in its environment. What it prints goes to standard error.
void run_on_finish(std::string const &command, Summary const &summary);

} // namespace scribe::batch
