// SPDX-License-Identifier: MIT
#pragma once

#include "batch/runner.hpp"
#include "output/output.hpp"
#include "profiling/selection.hpp"
#include "profiling/worker.hpp"

namespace scribe::cli {

/// Which part of a listing.
struct Page {
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// Lists the runs over the tables selected, newest first, and what changed from one to the next.
void show_profile_history(catalog::Store &store, catalog::SourceRow const &source, ProfileSelection const &selection,
                          Page const &page, OutputOptions output, Context &context);

/// Tells a person what a run found: tables, failures, personal data, drifts, what to do next.
void tell_profile(catalog::Store &store, ProfileSettings const &settings, batch::RunReport const &report);

} // namespace scribe::cli
