// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace scribe::diff {

/// True when every value of the PostgreSQL type `before`, as format_type writes it, is a value of `after` too.
bool is_widening(std::string_view before, std::string_view after);

} // namespace scribe::diff
