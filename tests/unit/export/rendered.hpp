// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

namespace scribe::test {

/// A paragraph, heading, cell or code block of a Markdown document as a reader sees it.
struct Block {
    std::string kind; ///< "heading", "paragraph", "table_cell" or "code_block"
    std::string text;
    std::vector<std::string> pieces; ///< its text where no element is between: what GitHub searches for its shortcuts
};

/// What cmark-gfm (GitHub's own renderer) makes of a document.
struct Rendered {
    std::vector<Block> blocks;
    std::map<std::string, int> elements; ///< how many of each: "link", "html_inline <br>" ...
    std::vector<std::string> links;      ///< where they lead
};

bool has_renderer();
Rendered render(std::string const &markdown);

} // namespace scribe::test
