// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::context {

/// What the number of a cell stands for, as its format tells: ECMA-376 part 1, 18.8.30 and 18.8.31.
struct NumberFormat {
    bool date = false, time = false, percent = false;
    bool operator==(NumberFormat const &) const = default;
};

/// Of the formats that files name by number alone.
NumberFormat built_in_format(int id);
/// Of a format's code: "dd/mm/yyyy", "[$-409]h:mm AM/PM", "0.0%".
NumberFormat format_of_code(std::string_view code);

/// The cell's number as a person reads it: "5", "0.1", "2026-01-31", "2026-01-31 12:00:00", "12:00:00", "19%". Days
/// count from 1900, or from 1904 in files that say so. What is no number stays as it is.
std::string number_text(std::string const &number, NumberFormat format, bool from_1904);

} // namespace scribe::context
