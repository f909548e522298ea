// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace scribe::describe {

/// What the definition of a view says that its dependencies do not.
struct ViewText {
    std::map<std::string, std::string> computed; ///< columns that are more than a column of a table: their expressions
    std::string where;                           ///< which rows; empty: all
    std::string group_by;                        ///< what one row stands for; empty: nothing is added up
};

/// Takes a single SELECT apart; of everything else (WITH, UNION ...) nothing is known. Expressions name tables, not
/// their aliases, each on one line.
ViewText read_view(std::string_view definition);

} // namespace scribe::describe
