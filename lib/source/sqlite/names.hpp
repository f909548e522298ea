// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::sqlite {

/// Names as the catalog takes them, one for each of `raw`: those that are valid UTF-8 stay, the others are repaired
/// with U+FFFD and, where that makes two of them alike, numbered ("caf\uFFFD~2"); an empty one becomes
/// "(no name)". `repaired` counts those that changed.
std::vector<std::string> clean_names(std::vector<std::string> const &raw, std::size_t &repaired);

/// Hands out names within one table. Claim the real ones before those that are made up, so that they win.
class NameClaims {
public:
    /// `wanted`, or the first free one of wanted~2, wanted~3 ...
    std::string claim(std::string const &wanted);

private:
    std::set<std::string> m_taken;
};

/// `a, "odd name"`: quoted where SQLite needs it.
std::string quote_list(std::vector<std::string> const &names);
/// The name as SQLite's SQL takes it: bare when it is a plain word and no keyword, else in double quotes.
std::string quote_name(std::string_view name);

/// Type affinity of a declared type (sqlite.org/datatype3.html, section 3.1). In a STRICT table ANY keeps values as
/// they are, which is what BLOB affinity means.
std::string affinity(std::string_view declared_type, bool strict_table);

} // namespace scribe::source::sqlite
