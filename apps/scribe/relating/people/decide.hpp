// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "command.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// Stores those changes that change something as one change set and says how many of how many did; with `dry_run` it
/// only prints them. Returns how many relationships changed.
int store_changes(catalog::Store &store, std::vector<catalog::RelationshipChange> changes, bool dry_run,
                  std::string const &command, GlobalOptions const &global, Context &context);

} // namespace scribe::cli
