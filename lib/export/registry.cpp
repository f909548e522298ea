// SPDX-License-Identifier: MIT
#include "export/exporter.hpp"
#include "export/markdown/markdown.hpp"

namespace scribe::exporter {

std::vector<Format> const &formats() {
    static std::vector<Format> const list{
        {"markdown", "an index and a page for each table, view, type and routine, with Mermaid diagrams",
         markdown::make},
    };
    return list;
}

} // namespace scribe::exporter
