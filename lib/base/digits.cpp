// SPDX-License-Identifier: MIT
#include "base/digits.hpp"

#include <charconv>
#include <cmath>
#include <iterator>

namespace scribe::base {

double to_digits(double number, int digits) {
    if (!std::isfinite(number)) return 0;
    char text[40];
    auto const end = std::to_chars(std::begin(text), std::end(text), number, std::chars_format::scientific, digits - 1);
    double result = 0;
    std::from_chars(std::begin(text), end.ptr, result);
    return result;
}

} // namespace scribe::base
