// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/relationship.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::catalog {

/// What somebody did about a relationship.
struct RelationshipEvent {
    std::string at; ///< UTC, ISO 8601
    std::string author, command;
    std::optional<model::Relationship> before, after; ///< nothing: it was not there
};

/// All that people did about it, the oldest first.
std::vector<RelationshipEvent> relationship_history(Store &store, std::int64_t id);

} // namespace scribe::catalog
