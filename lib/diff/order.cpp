// SPDX-License-Identifier: MIT
#include "diff/order.hpp"

#include <algorithm>

namespace scribe::diff {

std::vector<bool> moved_columns(std::vector<std::pair<std::size_t, std::size_t>> const &pairs) {
    // Those on a longest increasing subsequence stayed (patience sorting: Fredman 1975).
    std::vector<std::size_t> ends;     // the pair that ends the best sequence of each length
    std::vector<std::size_t> previous; // the pair before each pair on its sequence
    constexpr auto k_none = static_cast<std::size_t>(-1);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        auto const at = std::lower_bound(ends.begin(), ends.end(), pairs[i].first,
                                         [&](std::size_t end, std::size_t place) { return pairs[end].first < place; });
        previous.push_back(at == ends.begin() ? k_none : *(at - 1));
        if (at == ends.end()) ends.push_back(i);
        else *at = i;
    }
    std::vector<bool> moved(pairs.size(), true);
    for (auto i = ends.empty() ? k_none : ends.back(); i != k_none; i = previous[i]) moved[i] = false;
    return moved;
}

} // namespace scribe::diff
