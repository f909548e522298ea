// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/audit/log.hpp"

#include <functional>
#include <string>

// Taking changes back, and taking that back.
namespace scribe::catalog {

enum class Direction {
    undo, ///< takes a change set back
    redo, ///< takes an undo back
};

struct RevertRequest {
    Direction direction = Direction::undo;
    std::string change_set{}; ///< its id or the beginning of it; empty: the author's last one
    std::string author{};     ///< who asks
    bool dry_run = false;
};

struct Reverted {
    ChangeSetRow target;     ///< what was taken back
    std::string id;          ///< the change set that did so; empty in a dry run
    std::int64_t events = 0; ///< things that went back to what they were
};

/// Brings all that a change set changed back to what it was before, in one transaction and as a change set of its own.
/// Undo takes the author's newest change set that is neither an undo nor undone, redo the author's newest undo that
/// stands; redo of an undone change set by id takes back what undid it. `each` gets what goes from where to where, the
/// last first, before all is sure. Throws base::Error: usage when there is nothing to take back or it cannot be,
/// differs when something was changed since; then nothing is changed.
Reverted revert(Store &store, RevertRequest const &request, std::function<void(Event &&)> const &each);

} // namespace scribe::catalog
