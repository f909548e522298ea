// SPDX-License-Identifier: MIT
#pragma once

#include "model/relationship.hpp"

#include <string>

namespace scribe::cli {

/// The statement that lists the values of the child that the parent has not, the most frequent first: one statement
/// without a semicolon, in lines that no name breaks but in SQLite, which knows no other way to write such a name.
/// `parent_only`: rows of tables that inherit from the parent are none of it. Empty for N:M, where nothing has to be
/// there.
std::string orphan_query(model::Relationship const &one, bool sqlite, bool parent_only);

} // namespace scribe::cli
