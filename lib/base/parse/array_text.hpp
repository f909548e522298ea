// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

namespace scribe::base {

/// Reads an array as PostgreSQL prints it, {1,NULL,"a \"b\"",{2}}, [0:1]={5,6} too. `element` sees each element,
/// unquoted, of all dimensions; `null`: it is NULL. False when the text is no array, or only its beginning; elements
/// were seen as far as it was one.
bool read_array(std::string_view text, std::function<void(std::string_view element, bool null)> const &element);

} // namespace scribe::base
