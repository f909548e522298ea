// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/context.hpp"

#include <string>
#include <vector>

// What a text of a model states, and what of that the catalog supports.
namespace scribe::describe {

/// Something that a model says its text states.
struct Claim {
    std::string kind;   ///< references | values | range | key
    std::string column; ///< of key: several, separated by commas
    std::string table;
    std::vector<std::string> values;
    std::string min, max;
};

/// A text as a model wrote it.
struct Draft {
    std::string id, text, sure;
    std::vector<Claim> claims;
};

/// What is left of it.
struct Checked {
    std::string text;                 ///< empty: nothing
    std::vector<std::string> dropped; ///< why sentences went, once each; no value is in it
    int held = 0;                     ///< claims that the catalog supports
};

/// Leaves of the text only sentences in which each relationship, quoted value, number, range and name of an object is
/// what the evidence has. `column`: which one the text is of; null for the table.
Checked check_draft(Draft const &draft, TableEvidence const &table, ColumnEvidence const *column,
                    ModelContext const &context);

} // namespace scribe::describe
