// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "output/output.hpp"

#include <cstdint>
#include <string>

namespace scribe::cli {

/// What `scribe scan --history` shows.
struct HistoryOptions {
    std::string source; ///< empty: all
    std::int64_t limit = 50, offset = 0;
};

/// Lists the scans that the catalog knows, the newest first.
void show_history(HistoryOptions const &options, OutputOptions output, GlobalOptions const &global, Context &context);

} // namespace scribe::cli
