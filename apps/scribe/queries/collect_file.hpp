// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// What collect reads instead of a server.
struct CollectFiles {
    std::vector<std::string> files;
    std::string format = "auto"; ///< auto | stderr | csvlog | jsonlog | sql | csv | json | jsonl
    std::string prefix;          ///< log_line_prefix of the server; for stderr
    std::string taken_at;        ///< when a dump was taken; empty: when its file was written
    bool keep_values = false;    ///< also parameters that logs have, of columns that hold no personal data
};

/// Adds up the statements of logs, or of files of SQL, as one snapshot of the source; of logs that were read before
/// only what is newer counts. Of dumps of pg_stat_statements each is a snapshot. Throws base::Error(config) for what
/// cannot be read.
void collect_files(catalog::Store &store, catalog::SourceRow const &source, CollectFiles const &choice);

} // namespace scribe::cli
