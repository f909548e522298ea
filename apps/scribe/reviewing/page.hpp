// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/descriptions.hpp"
#include "command.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace scribe::cli {

/// What a person sees of a text that they decide on: the object, the text, whose it is, how sure and why; what counts
/// now where that is another.
std::string review_page(catalog::Store &store, catalog::TextRow const &row, std::optional<std::size_t> width,
                        bool styled);

/// What the catalog knows of the object, as scribe show has it, `lines` lines at most.
std::string evidence_page(catalog::Store &store, catalog::TextRow const &row, std::optional<std::size_t> width,
                          std::size_t lines);

/// The versions of the text of an object, one a line, the newest first.
std::string versions_page(catalog::Store &store, catalog::TextRow const &row, std::optional<std::size_t> width,
                          bool styled);

/// What makes `to` of `from`, word by word: "a [-very-] small {+red+} box".
std::string word_changes(std::string_view from, std::string_view to);

} // namespace scribe::cli
