// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/jobs.hpp"
#include "command.hpp"
#include "output/output.hpp"

#include <string>

namespace scribe::cli {

/// What `scribe jobs show` shows.
struct ShowJobOptions {
    std::string job;   ///< the beginning of its id; empty: the newest
    std::string state; ///< of its tables; empty: all
    std::int64_t limit = 50, offset = 0;
    OutputOptions output;
};

void show_job(ShowJobOptions const &options, GlobalOptions const &global, Context &context);

} // namespace scribe::cli
