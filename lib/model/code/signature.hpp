// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The argument types of routines, `area(numeric, numeric)`.
namespace scribe::model {

/// What stands between the commas of a list; commas within brackets and quotes are not its own. Empty for an empty
/// list.
std::vector<std::string_view> split_list(std::string_view list);

/// How many arguments its signature has; nothing when its name has none.
std::optional<std::size_t> argument_count(Routine const &routine);

/// The name of a routine as PostgreSQL writes its argument types, from one as people write them: `f(int,varchar(20)[])`
/// is `f(integer, character varying[])`. What is no `name(types)` stays as it is.
std::string plain_signature(std::string_view name);

} // namespace scribe::model
