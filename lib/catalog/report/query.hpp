// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::catalog {

/// What a query gives: its columns once, then row by row the statement itself, to be read before the next step.
struct QuerySink {
    std::function<void(std::vector<std::string> const &)> columns;
    std::function<void(sqlite::Stmt &)> row;
};

/// Runs one SELECT (or WITH, VALUES, EXPLAIN) that a person wrote against the catalog. It can change nothing, attach no
/// other file, and stored secrets read as NULL. Throws base::Error(usage) for SQL that is wrong, that writes, or that
/// holds several statements.
void query(Store &store, std::string_view sql, QuerySink const &sink);

} // namespace scribe::catalog
