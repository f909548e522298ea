// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace scribe::base {

/// The month, 1 to 12, that a text begins with by its name or how it is shortened, in English, German, French, Spanish,
/// Portuguese, Italian or Dutch, in any case; 0 when there is none. `length`: bytes of the word, without a full stop.
int read_month_name(std::string_view text, std::size_t &length);

} // namespace scribe::base
