// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "relate/search.hpp"

#include <string>

namespace scribe::cli {

/// Tells how the search judged a pair of columns, "schema.table.column" or "table.column" each. Throws
/// base::Error(usage) when a table has no such column.
void explain_pair(relate::Search const &search, catalog::SourceRow const &source, std::string const &from,
                  std::string const &to, Context &context);

} // namespace scribe::cli
