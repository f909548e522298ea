// SPDX-License-Identifier: MIT
#include "diff/lines.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

namespace scribe::diff {

namespace {

/// Texts of more lines than this, multiplied, are told as replaced where they differ: 8 MB of table at most.
constexpr std::size_t k_most_cells = 4'000'000;

using Lines = std::vector<std::string>;

/// The lines between the common beginning and end, by a longest common subsequence (Wagner and Fischer 1974).
void compare_middle(Lines const &a, Lines const &b, std::size_t first, std::size_t a_end, std::size_t b_end,
                    std::vector<DiffLine> &out) {
    auto const rows = a_end - first;
    auto const columns = b_end - first;
    std::size_t i = 0, j = 0;
    if (rows > 0 && columns > 0 && rows * columns <= k_most_cells && std::max(rows, columns) < UINT16_MAX) {
        auto const width = columns + 1;
        std::vector<std::uint16_t> length((rows + 1) * width, 0); // of what follows cell (i, j)
        for (auto r = rows; r-- > 0;) {
            for (auto c = columns; c-- > 0;) {
                length[r * width + c] = a[first + r] == b[first + c]
                                            ? static_cast<std::uint16_t>(length[(r + 1) * width + c + 1] + 1)
                                            : std::max(length[(r + 1) * width + c], length[r * width + c + 1]);
            }
        }
        while (i < rows && j < columns) {
            if (a[first + i] == b[first + j]) {
                out.push_back({' ', a[first + i]});
                ++i;
                ++j;
            } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
                out.push_back({'-', a[first + i++]});
            } else {
                out.push_back({'+', b[first + j++]});
            }
        }
    }
    for (; i < rows; ++i) out.push_back({'-', a[first + i]});
    for (; j < columns; ++j) out.push_back({'+', b[first + j]});
}

std::vector<DiffLine> with_context(std::vector<DiffLine> const &all, std::size_t context) {
    std::vector<bool> keep(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].mark == ' ') continue;
        auto const from = i - std::min(i, context);
        auto const to = std::min(all.size(), i + context + 1);
        for (auto k = from; k < to; ++k) keep[k] = true;
    }
    std::vector<DiffLine> out;
    for (std::size_t i = 0; i < all.size();) {
        if (keep[i]) {
            out.push_back(all[i++]);
            continue;
        }
        auto const start = i;
        while (i < all.size() && !keep[i]) ++i;
        out.push_back({'@', std::to_string(i - start) + (i - start == 1 ? " line" : " lines") + " as before"});
    }
    return out;
}

} // namespace

std::vector<DiffLine> compare_lines(std::string_view before, std::string_view after, std::size_t context) {
    auto const a = base::split(before, '\n');
    auto const b = base::split(after, '\n');
    std::size_t first = 0;
    while (first < a.size() && first < b.size() && a[first] == b[first]) ++first;
    auto a_end = a.size();
    auto b_end = b.size();
    while (a_end > first && b_end > first && a[a_end - 1] == b[b_end - 1]) {
        --a_end;
        --b_end;
    }
    std::vector<DiffLine> all;
    for (std::size_t i = 0; i < first; ++i) all.push_back({' ', a[i]});
    compare_middle(a, b, first, a_end, b_end, all);
    for (auto i = a_end; i < a.size(); ++i) all.push_back({' ', a[i]});
    return with_context(all, context);
}

} // namespace scribe::diff
