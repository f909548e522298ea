// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "show/show_page.hpp"

#include <vector>

namespace scribe::cli {

/// The relationships without a key that a table or column takes part in; none for other objects.
std::vector<catalog::RelationshipRow> find_relations(catalog::Store &store, catalog::SourceRow const &source,
                                                     model::Record const &object);

/// `self`: the table, whose name need not be repeated.
void show_relations(ShowPage &page, std::vector<catalog::RelationshipRow> const &rows, model::Ref const &self);
/// The member "relationships" of an object's JSON.
void write_relations(base::JsonWriter &json, std::vector<catalog::RelationshipRow> const &rows);

} // namespace scribe::cli
