// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "model/table/keys.hpp"
#include "show/show_page.hpp"

#include <vector>

namespace scribe::cli {

/// The relationships without a key that a table or column takes part in; none for other objects.
std::vector<catalog::RelationshipRow> find_relations(catalog::Store &store, catalog::SourceRow const &source,
                                                     model::Record const &object);

/// `self`: the table, whose name need not be repeated.
void show_relations(ShowPage &page, std::vector<catalog::RelationshipRow> const &rows, model::Ref const &self);
/// What junction tables link a table with; none for other objects. `around`: of the table.
std::vector<model::ManyToMany> find_linked(catalog::Store &store, catalog::Neighbourhood const &around,
                                           std::vector<catalog::RelationshipRow> const &rows);
void show_linked(ShowPage &page, std::vector<model::ManyToMany> const &linked, model::Ref const &self);
/// The member "many_to_many" of an object's JSON.
void write_linked(base::JsonWriter &json, std::vector<model::ManyToMany> const &linked);

/// The member "relationships" of an object's JSON.
void write_relations(base::JsonWriter &json, std::vector<catalog::RelationshipRow> const &rows);

} // namespace scribe::cli
