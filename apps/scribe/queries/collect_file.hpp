// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// What collect reads instead of a server.
struct CollectFiles {
    std::vector<std::string> files;
    std::string format = "auto"; ///< auto | stderr | csvlog | jsonlog | sql
    std::string prefix;          ///< log_line_prefix of the server; for stderr
};

/// Adds up the statements of logs, or of files of SQL, as one snapshot of the source. Of logs that were read before
/// only what is newer counts. Throws base::Error(config) for what cannot be read.
void collect_files(catalog::Store &store, catalog::SourceRow const &source, CollectFiles const &choice);

} // namespace scribe::cli
