// SPDX-License-Identifier: MIT
#pragma once

#include "model/relationship.hpp"

#include <string>
#include <string_view>

namespace scribe::context {

/// One end of a relationship as a person writes it.
struct NamedEnd {
    std::string source; ///< empty: not said
    model::RelationshipEnd end;
};

/// Reads `[source:][schema.]table.column` or `[source:][schema.]table.(a, b)`, odd names in double quotes; the schema
/// is empty when it is not said. Throws base::Error(usage).
NamedEnd parse_end(std::string_view text);

/// The reverse: schema.table.column or schema.table.(a, b), with quotes where a name needs them.
std::string end_text(model::RelationshipEnd const &end);

} // namespace scribe::context
