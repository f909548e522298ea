// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

namespace scribe::source {

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

} // namespace scribe::source
