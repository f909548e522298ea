// SPDX-License-Identifier: MIT
#pragma once

namespace scribe::base {

/// The number with so many significant digits; 0 for what is not finite.
double to_digits(double number, int digits);

} // namespace scribe::base
