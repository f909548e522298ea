// SPDX-License-Identifier: MIT
#pragma once

#include "model/kind.hpp"

#include <array>
#include <string_view>

namespace scribe::base {
class JsonWriter;
}

/// What `scribe export json` and `scribe scan json:FILE` agree on: one JSON object with the facts of the source and an
/// array for each kind of object; what belongs to a table or view stands in it. docs/scribe.schema.json is its schema.
namespace scribe::model {

struct FilterTexts;

/// The member "format" of a document.
inline constexpr std::string_view k_document_format = "scribe";
/// Its "format_version": changes only when a member changes its meaning.
inline constexpr int k_document_version = 1;

/// The groups of a document, in their order.
inline constexpr std::array k_document_kinds = {
    Kind::schema,     Kind::table,     Kind::view,        Kind::sequence,      Kind::type,   Kind::routine,
    Kind::statistics, Kind::extension, Kind::publication, Kind::event_trigger, Kind::server, Kind::privileges,
};
/// The groups that each table and view has, in their order.
inline constexpr std::array k_document_parts = {
    Kind::column, Kind::constraint, Kind::index, Kind::trigger, Kind::rule, Kind::policy,
};
/// The group of parts whose table or view is not in the document.
inline constexpr std::string_view k_document_other_parts = "other_parts";
/// What is known of the objects; left out where nothing is.
inline constexpr std::string_view k_document_relationships = "relationships";
inline constexpr std::string_view k_document_labels = "labels";
inline constexpr std::string_view k_document_descriptions = "descriptions";
inline constexpr std::string_view k_document_other_descriptions = "other_descriptions";
inline constexpr std::string_view k_document_context = "context";
inline constexpr std::string_view k_document_glossary = "glossary";
inline constexpr std::string_view k_document_templates = "templates";

/// The member that lists the objects of a kind: "tables", "event_triggers".
std::string_view document_group(Kind kind);

/// What a scan was limited to, as an object with "schemas", "include" and "exclude", which are left out where empty.
void write_filter(base::JsonWriter &json, FilterTexts const &texts);

} // namespace scribe::model
