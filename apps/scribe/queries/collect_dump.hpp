// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "workload/dump/dump_reader.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// Keeps dumps of pg_stat_statements as snapshots of the source: of each file one, taken at `taken_at` (as people write
/// times), else when the file was written. Throws base::Error(config) for what is no dump, Error(usage) for one that is
/// older than the newest snapshot.
void collect_dumps(catalog::Store &store, catalog::SourceRow const &source, std::vector<std::string> const &files,
                   workload::DumpReader::Format format, std::string const &taken_at);

} // namespace scribe::cli
