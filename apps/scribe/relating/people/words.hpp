// SPDX-License-Identifier: MIT
#pragma once

#include "model/relationship.hpp"
#include "relating/people/actions.hpp"
#include "relating/people/tables.hpp"

#include <string>

namespace scribe::cli {

/// A relationship as a person makes it: manual and accepted, the cardinality by the keys that the catalog knows.
model::Relationship manual_relationship(KnownTables &tables, model::RelationshipEnd from, model::RelationshipEnd to);

/// The relationship with what a person says of it; one that was found and whose facts change becomes manual. Throws
/// base::Error(usage) for a condition that is none or names other columns, and for what a foreign key says.
model::Relationship with_words(KnownTables &tables, model::Relationship one, RelationWords const &words);

} // namespace scribe::cli
