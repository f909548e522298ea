// SPDX-License-Identifier: MIT
#pragma once

#include "diff/rules.hpp"
#include "model/record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::diff {

/// One member of an object that says something else than before. The texts are for people; nothing: it is not set.
struct FieldChange {
    std::string field;
    std::optional<std::string> before, after;
    Rule const *rule = nullptr;
};

/// One object that differs. Added: `after` alone is filled; removed: `before` alone. A renamed object may differ in
/// other fields too.
struct Change {
    Action action = Action::changed;
    model::Record before, after;
    std::vector<FieldChange> fields;
    bool with_owner = false;    ///< part of a table or view that was added or removed with it
    bool of_view = false;       ///< part of a view that is there before and after
    Rule const *rule = nullptr; ///< of the object itself; for changed ones that of the worst field

    model::Record const &object() const { return action == Action::removed ? before : after; }
    Severity severity() const;
    /// Said by what it is a part of, which is removed.
    bool is_implied() const { return with_owner && action == Action::removed; }
};

} // namespace scribe::diff
