// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "catalog/said/context.hpp"
#include "catalog/said/glossary.hpp"
#include "show/show_page.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace scribe::cli {

/// What people say of one object, and the terms of the glossary that it has.
struct SaidPage {
    std::vector<model::ContextEntry> entries;
    std::vector<std::pair<model::Term, std::string>> terms; ///< and where each occurs, as catalog::TermUse says
};

SaidPage said_of_object(catalog::Store &store, std::vector<model::Term> const &terms, std::int64_t object_id);

/// As sections of a page; the description only where the page has not got it elsewhere.
void show_said(ShowPage &page, SaidPage const &said, bool with_description);
/// As the members "context" and "glossary".
void write_said(base::JsonWriter &json, SaidPage const &said);

} // namespace scribe::cli
