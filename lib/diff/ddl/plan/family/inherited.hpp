// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <optional>
#include <set>
#include <string>

namespace scribe::diff::ddl {

/// What a column of a child has from its parents before anything is said of it in the child itself. Of each setting the
/// values that it may have then: the parents' own may change in the same script.
struct Inherited {
    bool exists = false; ///< a parent has the column
    bool late = false;   ///< it comes once the child is there
    bool goes = false;   ///< a parent has one of that name only until then
    bool not_null = false;
    std::set<std::optional<std::string>> defaults;
    std::set<std::optional<std::string>> at_first; ///< those of parents that have it when the child is made
    std::set<std::string> storage, compression;
    std::set<std::string> expressions;    ///< of generated columns
    std::optional<model::Column> as_made; ///< the parent's, where it has another type when the child is made
    bool keeps_type = false;              ///< and keeps it

    /// The server refuses to choose from several defaults.
    bool has_several_defaults() const { return at_first.size() - at_first.count(std::nullopt) > 1; }
    /// The child cannot be made with a column of its own of this name.
    bool stands_in_the_way() const { return goes && (!exists || late); }
};

} // namespace scribe::diff::ddl
