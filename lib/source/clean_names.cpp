// SPDX-License-Identifier: MIT
#include "source/clean_names.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::source {

namespace {

/// SQLite lets a column have no name; an object of the catalog must have one.
constexpr char const *k_no_name = "(no name)";

bool is_clean(std::string const &name) { return !name.empty() && base::is_valid_utf8(name); }

} // namespace

std::vector<std::string> clean_names(std::vector<std::string> const &raw, std::size_t &repaired) {
    std::vector<std::string> out = raw;
    if (std::all_of(raw.begin(), raw.end(), is_clean)) return out;
    NameClaims claims;
    for (auto const &name : raw) {
        if (is_clean(name)) claims.claim(name);
    }
    for (auto &name : out) {
        if (is_clean(name)) continue;
        name = claims.claim(name.empty() ? k_no_name : base::sanitize_utf8(name));
        ++repaired;
    }
    return out;
}

std::string NameClaims::claim(std::string const &wanted) {
    auto name = wanted;
    for (int n = 2; !m_taken.insert(name).second; ++n) name = fmt::format("{}~{}", wanted, n);
    return name;
}

} // namespace scribe::source
