// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::sqlite {

/// `a, "odd name"`: quoted where SQLite needs it.
std::string quote_list(std::vector<std::string> const &names);
/// The name as SQLite's SQL takes it: bare when it is a plain word and no keyword, else in double quotes.
std::string quote_name(std::string_view name);

/// Type affinity of a declared type (sqlite.org/datatype3.html, section 3.1). In a STRICT table ANY keeps values as
/// they are, which is what BLOB affinity means.
std::string affinity(std::string_view declared_type, bool strict_table);

} // namespace scribe::source::sqlite
