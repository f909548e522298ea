// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/queries/snapshots.hpp"
#include "queries/watch.hpp"
#include "source/source.hpp"

namespace scribe::cli {

/// What a snapshot of a server was.
struct ServerSnapshot {
    catalog::SnapshotSummary summary;
    std::vector<std::string> notes; ///< what limits the figures, and what helps
};

/// Keeps what the server counts as one snapshot, in a transaction of its own, and links queries that are new. `sums`,
/// if any, sees each entry.
ServerSnapshot collect_server(catalog::Store &store, catalog::SourceRow const &source, source::Source &database,
                              bool all_databases, IntervalSums *sums = nullptr);

} // namespace scribe::cli
