// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace scribe::diff {

/// What is compared, in words: "shop@3", "shop (live)"; and of which sources that is.
struct Sides {
    std::string before, after;
    std::string old_source, new_source;
    std::string note{}; ///< what was not compared, and why; empty: everything was
};

struct RenderOptions {
    Severity least = Severity::safe; ///< what is less severe is counted and not shown
    bool color = false;
    std::size_t most_bytes = 0; ///< of Markdown, which says how many changes are left out; 0: any number
};

/// Receives a piece of the output.
using Write = std::function<void(std::string_view)>;

/// How many changes there are of each severity.
std::array<std::int64_t, 3> count_by_severity(std::vector<Change> const &changes);

/// As git would: + what was added, - what was removed, ~ what was changed, > what was renamed; the parts of a table
/// below it, the fields of what was changed as lines of the old and the new.
void render_text(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                 Write const &write);
/// For a pull request: a table of numbers, then what changed, the worst first, folded where it is long.
void render_markdown(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                     Write const &write);
/// docs/json.md has the members.
void render_json(Sides const &sides, std::vector<Change> const &changes, RenderOptions const &options,
                 Write const &write);

} // namespace scribe::diff
