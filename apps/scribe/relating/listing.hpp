// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "catalog/relations/linked.hpp"
#include "output/output.hpp"

namespace scribe::cli {

/// Lists relationships.
void list_relations(catalog::Store &store, catalog::RelationshipQuery const &query, OutputOptions const &output,
                    Context &context);

/// Lists what junction tables link.
void list_many_to_many(catalog::Store &store, catalog::LinkedQuery const &query, OutputOptions const &output,
                       Context &context);

/// {"schema":...,"table":...,"columns":[...]}
void write_end(base::JsonWriter &json, model::RelationshipEnd const &end);

/// {"from":{...},"to":{...},...}: the members that a listing in JSON has.
std::vector<Cell> relation_cells(catalog::RelationshipRow const &row);
std::vector<OutputColumn> relation_columns(bool several_sources);

} // namespace scribe::cli
