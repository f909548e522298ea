// SPDX-License-Identifier: MIT
#pragma once

#include "export/erd/select.hpp"

namespace scribe::exporter::erd {

/// A picture of several.
struct Page {
    std::string stem; ///< its file name without extension
    Diagram diagram;
};

/// An overview, then pages of some fifty tables at most, each table on one of them: by schema or prefix where that is
/// the grouping, else by community. Tables of other pages that one refers to stand on it with their names only.
/// `extension` is that of the files, for links between them.
std::vector<Page> split(Diagram const &diagram, Grouping grouping, std::string const &extension);

/// The tables of each page, by place: what split() draws.
std::vector<std::vector<std::size_t>> divide(Diagram const &diagram, Grouping grouping);

} // namespace scribe::exporter::erd
