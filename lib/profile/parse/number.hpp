// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::profile {

/// A number as text has it.
struct Number {
    enum class Kind { none, finite, nan, infinite };
    Kind kind = Kind::none; ///< none: the text is no number
    bool padded = false;    ///< a zero stands before other digits
    bool whole = false;
    std::uint16_t digits = 0; ///< before the point
    std::uint16_t scale = 0;  ///< after it
    double value = 0;         ///< of infinite ones +-infinity
};

/// Reads "-12.50", "1e-3", "NaN", "-Infinity", whatever the locale. The whole text must be a number.
Number parse_number(std::string_view text);

/// As parse_number, also of amounts of money as a server prints them: "$1,234.50", "-1.234,50 €", "(12.00)".
Number parse_amount(std::string_view text);

/// 12.5 as "12.5", 1e+20 as "100000000000000000000": at most 15 significant digits.
std::string number_text(double number);

} // namespace scribe::profile
