// SPDX-License-Identifier: MIT
#pragma once

#include "classify/rules.hpp"
#include "model/label.hpp"
#include "model/sample.hpp"

#include <span>
#include <string>
#include <vector>

namespace scribe::classify {

/// What the judge must know of a column besides its values.
struct ColumnContext {
    std::string name;
    std::string type; ///< as the catalog has it: "boolean", "character varying(40)"
    bool key = false; ///< alone unique by a key
    bool foreign_key = false;
    model::ValueClass value_class = model::ValueClass::text; ///< of the type, whatever it is called here
};

/// The table that the columns belong to.
struct TableContext {
    std::string name;
    std::vector<ColumnContext> columns;
};

/// One label a column of `table`, from names and evidence. `evidence` has one entry a column; an entry that has no
/// rows (an empty column, or no sample was taken) leaves the name alone to speak.
std::vector<model::Label> judge(Rules const &rules, TableContext const &table,
                                std::span<model::ClassEvidence const> evidence);

} // namespace scribe::classify
