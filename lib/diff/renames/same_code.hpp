// SPDX-License-Identifier: MIT
#pragma once

#include "diff/renames/names.hpp"

#include <string_view>
#include <vector>

namespace scribe::diff {

/// Where code stands.
struct CodePlace {
    model::Ref own;                 ///< the table that it is of, by the old name; empty: none
    std::vector<model::Ref> others; ///< tables that it reads, as far as that is known, by their old names
    bool of_own = true;             ///< columns that stand alone are of `own`, not of any table that it names
};

/// True when `after` is what a server makes of the SQL `before` by the renamings alone. Where that is in doubt, false.
bool same_code(Names const &names, CodePlace const &place, std::string_view before, std::string_view after);

/// The record with the code that it has after the renamings, where that says the same by new names. The names that
/// other members have are new already.
model::Record with_new_code(Names const &names, model::Record const &old_record, model::Record before,
                            model::Record const &after);

} // namespace scribe::diff
