// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/changes.hpp"
#include "catalog/store.hpp"

#include <cstdint>
#include <optional>
#include <string>

// Descriptions that people write: versions that are approved from the beginning (catalog/said/descriptions.hpp).
namespace scribe::catalog {

/// The object, or the database itself (model::database_id), that something is said of.
struct SaidOf {
    std::int64_t object_id = 0, source_id = 0;
    std::string label; ///< its name for people
};

/// The source of an object or of the database itself; nothing for an id that is neither in the catalog.
std::optional<std::int64_t> source_of(Store &store, std::int64_t object_id);

/// What a person says.
struct HumanText {
    std::string text, author;
    std::string origin; ///< where it comes from: "people.csv:12", "context set"
};

/// Stores it as a new approved version; none is overwritten. An empty text takes back what people said: none of their
/// texts counts any more. In the transaction that the caller has open; the events go into `changes`.
void save_human_text(Store &store, ChangeSet &changes, SaidOf const &of, HumanText const &said);

} // namespace scribe::catalog
