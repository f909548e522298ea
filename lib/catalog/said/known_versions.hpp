// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/changes.hpp"
#include "catalog/known.hpp"

#include <string>
#include <vector>

// Versions of descriptions that a file has: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// Whose versions they are.
struct VersionsOf {
    std::int64_t object_id = 0;
    std::string label;            ///< for people
    bool is_decided_here = false; ///< what happened to them last is no scan of a file
};

/// Takes over all versions that the file has of one object, oldest first: in a catalog that has none of it they keep
/// their numbers, else they are newer than those that are there. A version of the same text and writer is the same one,
/// and gets the status that the file tells. What was decided here stays, but for a draft that the file has an approved
/// text against. Without a change set it only counts.
void take_over_versions(Store &store, VersionsOf const &of, std::vector<model::SaidText const *> const &versions,
                        ChangeSet *changes, TakenOver &taken);

} // namespace scribe::catalog
