// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

namespace scribe::cli {

/// Links queries that were not linked to the tables and columns of the source's newest scan yet, in a transaction of
/// its own. Returns how many use a table that the catalog has; 0 also when there was no scan.
std::int64_t link_queries(catalog::Store &store, catalog::SourceRow const &source);

} // namespace scribe::cli
