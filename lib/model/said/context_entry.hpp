// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

// What people say of objects beyond a name.
namespace scribe::model {

/// What can be said of an object, as catalogs, files and outputs call it, in the order in which it is shown.
inline constexpr std::array<std::string_view, 9> k_context_fields = {
    "description", "rules", "sources", "usage", "examples", "terms", "owner", "tags", "sensitivity"};

/// The most bytes that one field of one object may have.
inline constexpr std::size_t k_most_context = std::size_t{64} * 1024;

/// What somebody says of an object in one field.
struct ContextEntry {
    std::string field; ///< one of k_context_fields
    std::string text;  ///< several terms, examples, sources and tags stand one a line; empty: it was taken back
    std::string author;
    std::string said_at; ///< UTC, ISO 8601
    std::string origin;  ///< where it comes from: "people.csv:12", "context set"
    bool operator==(ContextEntry const &) const = default;
};

/// "business rules": as pages head a field.
std::string_view context_title(std::string_view field);

/// True when several of the field stand one a line: sources, examples, terms, owner, tags.
bool is_context_list(std::string_view field);

/// The text as it is kept: well-formed UTF-8, line feeds only, no white space around it; terms and tags, which may
/// be separated by commas and semicolons, one a line and each once.
std::string normal_context(std::string_view field, std::string_view text);

/// Both texts in one: what only the second says is put behind the first. Of the sensitivity the first stays.
std::string merge_context(std::string_view field, std::string const &known, std::string const &added);

} // namespace scribe::model
