// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/rights.hpp"
#include "model/reader.hpp"

#include <functional>
#include <set>

namespace scribe::diff {

/// How to compare.
struct CompareOptions {
    bool renames = true; ///< show a removed and an added object with the same content as one that was renamed
    /// What the reader of the new state took over from the old one; see KeptRightsReader.
    KeptRights kept;
    /// Kinds that one side could not read: nothing is said about them.
    std::set<model::Kind> unseen;
    /// Called for each pair of objects; may throw to stop.
    std::function<void()> tick = [] {};
    /// Called for each object of a side that was not read in full; of objects of both sides what that concerns is not
    /// compared.
    std::function<void(model::Record const &)> partial = [](model::Record const &) {};
};

/// Two states of a database, each walked once, side by side; what is the same is not kept. The changes are sorted by
/// schema, table and kind: a table stands before its parts.
std::vector<Change> compare(model::ModelReader &before, model::ModelReader &after, CompareOptions const &options);

} // namespace scribe::diff
