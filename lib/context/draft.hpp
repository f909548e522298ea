// SPDX-License-Identifier: MIT
#pragma once

#include "model/relationship.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Relationships as files of people and of other tools say them.
namespace scribe::context {

/// One relationship of a file; what it does not say is nothing.
struct RelationDraft {
    std::string place;               ///< "FILE:LINE"
    std::string source;              ///< empty: not said
    model::RelationshipEnd from, to; ///< a schema is empty when it is not said
    bool either_way = false;         ///< the file does not say which side refers to which
    std::optional<std::string> cardinality, condition, rule, name, decision;
    std::optional<bool> optional;
    std::string type_column, type_value; ///< polymorphic; else empty
};

/// csv, json and yaml are scribe's own forms; tbls: .tbls.yml; schemaspy: meta XML; dbml: Ref lines and settings.
enum class RelationFormat { csv, json, yaml, tbls, schemaspy, dbml };

/// The format of that name; nothing for another word.
std::optional<RelationFormat> relation_format(std::string_view name);
/// The format that the file's ending tells; nothing for another ending.
std::optional<RelationFormat> format_of_file(std::string_view file);
/// The names of all formats, as help lists them.
std::vector<std::string> relation_format_names();

/// The most bytes that a file may have.
inline constexpr std::size_t k_most_bytes = std::size_t{16} * 1024 * 1024;

/// The relationships of a text; `file` names it in errors. Throws base::Error(config): "FILE:LINE[:COLUMN]: what was
/// expected".
std::vector<RelationDraft> read_relations(std::string_view text, RelationFormat format, std::string const &file);

} // namespace scribe::context
