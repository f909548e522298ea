// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/queries/queries.hpp"
#include "queries/explain/explainer.hpp"
#include "queries/explain/page.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// Keeps the plans of a statement in the catalog, each shape once, without literals. That of a statement with literals
/// of its own is one for given values: it tells nothing of the query's other calls.
void keep_plans(catalog::Store &store, std::int64_t query, Explained const &explained, bool has_literals);

/// Two kept plans of a query side by side, and what changed: those whose hashes begin with `hashes`, else the two
/// newest of different shape. Throws base::Error(usage) when there are not two.
void write_kept_diff(catalog::Store &store, std::int64_t query, std::vector<std::string> const &hashes, Output &output,
                     bool json);

/// By the labels that the source's columns have in the catalog, if there is one.
MayShow may_show_of(catalog::Store *store, std::string const &source);

} // namespace scribe::cli
