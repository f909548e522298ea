// SPDX-License-Identifier: MIT
#pragma once

#include "relate/search.hpp"
#include "source/source.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace scribe::cli {

/// What probes of a run came to.
struct ProbeSummary {
    std::int64_t tables = 0, lookups = 0, failed = 0;
    std::vector<std::string> notes; ///< why those failed
};

/// Looks up what the search wishes for, a table at a time, over so many connections.
/// Throws base::Error when a connection cannot be made or Ctrl-C ends it.
ProbeSummary probe_all(relate::Search &search, std::function<std::unique_ptr<source::Source>()> const &open,
                       int connections);

} // namespace scribe::cli
