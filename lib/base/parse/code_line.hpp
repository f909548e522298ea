// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::base {

/// One line of SQL: as single_line, but what stands in quotes keeps its value. A literal with line breaks, tabs or
/// other such characters becomes E'a\nb', a name with them U&"a\000ab".
std::string code_line(std::string_view code);

/// A value that has no quotes, as a label of an enum: as it is, but one with line breaks or the like as the literal
/// E'a\nb'.
std::string value_text(std::string_view value);

} // namespace scribe::base
