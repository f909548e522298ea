// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace scribe::diff {

/// True when every value of the PostgreSQL type `before`, as format_type writes it, is a value of `after` too.
bool is_widening(std::string_view before, std::string_view after);

/// True when values of the type `before` lie in a row as those of `after` do: PostgreSQL changes the one to the other
/// without touching rows.
bool keeps_storage(std::string_view before, std::string_view after);

/// True when values of both types compare with those of the same others: a key that leans on the one may lean on the
/// other, and PostgreSQL takes it along when a column goes from the one to the other.
bool compares_alike(std::string_view before, std::string_view after);

/// True when the arguments of a routine differ only in defaults that `after` has and `before` has not.
bool only_adds_defaults(std::string_view before, std::string_view after);

} // namespace scribe::diff
