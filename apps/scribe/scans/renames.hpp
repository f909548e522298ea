// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/renames/renames.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// What looks renamed after a scan: references before and after.
struct RenameReport {
    struct Line {
        model::Kind kind;
        std::string from, to;
    };
    std::vector<Line> renames;
    bool accepted = false;
};

/// Comparing more changes than this takes time and memory, and so much change is no renaming.
inline constexpr std::int64_t k_most_changes = 50'000;

/// What would look renamed after a scan that changes that.
RenameReport preview_renames(catalog::ScanChanges const &changes);

/// Looks among what the newest scan with additions and removals added and removed. With `accept` notes what it finds
/// there, and in earlier scans of objects that people spoke of, as renames, so that what was said follows the object.
RenameReport look_for_renames(catalog::Store &store, std::string const &source, bool accept, std::string const &author);

} // namespace scribe::cli
