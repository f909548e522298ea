// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::model {

/// A word of the trade and what it means.
struct Term {
    std::string name, definition;
    std::vector<std::string> synonyms;
    std::string author;
    std::string said_at; ///< UTC, ISO 8601
    std::string origin;  ///< where it comes from: "glossary.csv:12", "glossary add"
    bool operator==(Term const &) const = default;
};

/// What tells terms apart: the name without upper and lower case, white space being one blank.
std::string term_key(std::string_view name);

/// What people change of a term as compact JSON: name, definition and synonyms.
std::string term_to_json(Term const &term);
/// The reverse. Throws base::Error(catalog) when the text is not what the former wrote.
Term term_from_json(std::string_view json);

/// All of a term as compact JSON, as documents have it.
std::string document_term_to_json(Term const &term);

} // namespace scribe::model
