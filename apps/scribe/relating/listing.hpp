// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "output/output.hpp"

namespace scribe::cli {

/// Lists relationships.
void list_relations(catalog::Store &store, catalog::RelationshipQuery const &query, OutputOptions const &output,
                    Context &context);

/// {"from":{...},"to":{...},...}: the members that a listing in JSON has.
std::vector<Cell> relation_cells(catalog::RelationshipRow const &row);
std::vector<OutputColumn> relation_columns(bool several_sources);

} // namespace scribe::cli
