// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/ddl/script.hpp"
#include "model/reader.hpp"

#include <string>
#include <vector>

namespace scribe::diff::ddl {

/// Collations, text search configurations and operators that statements name, and roles that own or may use what the
/// changes make, that no scan reads and that nothing of the old state names: "collation s.c", for people.
std::vector<std::string> find_unscanned(std::vector<Change> const &changes, std::vector<Statement> const &statements,
                                        model::ModelReader &before, model::ModelReader &after);

} // namespace scribe::diff::ddl
