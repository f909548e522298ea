// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::diff {

/// One line of a comparison: ' ' in both, '-' in the old text, '+' in the new one, '@' lines left out.
struct DiffLine {
    char mark;
    std::string text;
};

/// How the lines of the old text become those of the new one, with up to `context` common lines around each change.
std::vector<DiffLine> compare_lines(std::string_view before, std::string_view after, std::size_t context = 3);

} // namespace scribe::diff
