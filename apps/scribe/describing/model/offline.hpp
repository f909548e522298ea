// SPDX-License-Identifier: MIT
#pragma once

#include "describing/model/run.hpp"

#include <memory>

namespace scribe::cli {

/// Runs that send nothing: --dry-run, --show-prompt, --prompts-out, --answers-in.
class OfflineRun {
public:
    OfflineRun(DescribeByModel const &options, GlobalOptions const &global, Context &context);
    OfflineRun(OfflineRun const &) = delete;
    OfflineRun &operator=(OfflineRun const &) = delete;
    ~OfflineRun();

    /// Goes through the tables of one source. `store` takes the texts of --answers-in.
    void walk(ModelRun &run, catalog::Store &store);
    /// Tells what was done; the exit code.
    base::ExitCode finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The text of an answer to a database_request().
std::string summary_of(std::string const &json);

} // namespace scribe::cli
