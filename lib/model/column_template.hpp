// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Texts for columns that follow a convention: what to say where name, type, role or semantic type match.
namespace scribe::model {

/// All conditions that are not empty have to hold. Patterns are regular expressions (RE2) for the whole of what they
/// are compared with, in lower case.
struct ColumnTemplate {
    std::string name{};          ///< "created-time"
    std::string column{};        ///< the words of the column's name, joined by "_": "created_at" also for CreatedAt
    std::string table{};         ///< the words of the table's name, in the same way
    std::string type{};          ///< the type as the database writes it
    std::string role{};          ///< of the profile: "enum", "flag" ...; several with "|"
    std::string semantic_type{}; ///< "url", "uuid" ...; several with "|"
    /// "Whether the {entity} is {1}": {entity}, {table}, {column}, {type}, {parent} (what the column refers to),
    /// {values}, {unit}, and what the groups of `column` matched ({0}: all of it). It does not apply where one of these
    /// has nothing to say.
    std::string text{};
    std::int64_t priority = 0; ///< of several that match the highest counts, then the first by name
    bool alone = false;        ///< the text says all: neither defaults nor values tell more
    bool tells = true;         ///< more than the name: else something besides has to be known for there to be a text
    bool shipped = false;      ///< it comes with the program

    bool operator==(ColumnTemplate const &) const = default;
};

/// As compact JSON, members at their default left out.
std::string template_to_json(ColumnTemplate const &one);
/// The reverse. Throws base::Error(catalog) naming `owner` when the text is not what the former wrote.
ColumnTemplate template_from_json(std::string_view json, std::string_view owner);

} // namespace scribe::model
