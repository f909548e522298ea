// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "command.hpp"

#include <filesystem>

namespace scribe::cli {

/// Writes the texts that people approved as COMMENT ON statements, to a file or (empty) standard output. Throws
/// base::Error(usage) for a source that has no comments.
void export_comments(catalog::Store &store, catalog::SourceRow const &source, model::ObjectFilter const &filter,
                     std::filesystem::path const &path, Context &context);

/// Lists the approved texts that the database has no comment or another one for, as it was scanned last.
/// ExitCode::differs when there is one.
base::ExitCode check_comments(catalog::Store &store, catalog::SourceRow const &source,
                              model::ObjectFilter const &filter, Context &context);

} // namespace scribe::cli
