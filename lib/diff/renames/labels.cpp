// SPDX-License-Identifier: MIT
#include "diff/renames/renames.hpp"

#include <algorithm>

namespace scribe::diff {

std::vector<std::pair<std::string, std::string>> renamed_labels(std::vector<std::string> const &before,
                                                                std::vector<std::string> const &after) {
    std::vector<std::pair<std::string, std::string>> renamed;
    if (before.size() != after.size()) return renamed;
    auto const has = [](std::vector<std::string> const &labels, std::string const &label) {
        return std::ranges::find(labels, label) != labels.end();
    };
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] == after[i]) continue;
        if (has(after, before[i]) || has(before, after[i])) return {};
        renamed.emplace_back(before[i], after[i]);
    }
    return renamed;
}

} // namespace scribe::diff
