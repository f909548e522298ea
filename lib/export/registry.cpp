// SPDX-License-Identifier: MIT
#include "export/exporter.hpp"
#include "export/json/json.hpp"
#include "export/markdown/markdown.hpp"
#include "export/tbls/tbls.hpp"

namespace scribe::exporter {

std::vector<Format> const &formats() {
    static std::vector<Format> const list{
        {"markdown", "an index and a page for each table, view, type and routine, with Mermaid diagrams",
         markdown::make},
        {"json", "the whole model as one JSON file, which scribe scan json:FILE reads again", nullptr, json::write,
         true},
        {"tbls", "the tables, relations, functions and enums as schema.json, for tools that read the JSON of tbls",
         nullptr, tbls::write},
        {"comments", "the texts that people approved as COMMENT ON statements", nullptr, nullptr, false, true},
        {"erd", "a diagram of the tables and their relationships: a picture, or the text of a diagram language"},
        {"queries", "which queries took the time of the server: pictures, a page, or a table", nullptr, nullptr, false,
         false, true},
    };
    return list;
}

} // namespace scribe::exporter
