// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::sql {

/// One thing that a check demands of a column.
struct Demand {
    enum class Kind {
        one_of,     ///< one of `values`
        none_of,    ///< none of them
        least,      ///< values[0] or more
        above,      ///< more than that
        most,       ///< values[0] or less
        below,      ///< less than that
        shortest,   ///< so many characters or more
        longest,    ///< so many or less
        not_null,   ///<
        not_empty,  ///< no text without characters
        not_blank,  ///< no text of blanks alone
        upper_case, ///< no lower case letters
        lower_case, ///< no upper case letters
        accepted    ///< the function values[0] says yes
    } kind = Kind::one_of;
    std::vector<std::string> values{}; ///< constants without quotes and casts
    bool any_case = false;             ///< whatever the case of letters is
    bool operator==(Demand const &) const = default;
};

/// What a check constraint on one column alone demands, as far as all of it can be read so; else nothing. That NULL
/// passes is not told: it does in any check.
std::vector<Demand> read_check(std::string_view check, std::string_view column);

/// The code without the casts that servers write behind constants and columns ('a'::text), and with one blank where it
/// has several or a new line. What stands in quotes stays.
std::string tidy_code(std::string_view code);

} // namespace scribe::sql
