// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/profiles/labels.hpp"
#include "catalog/profiles/profiles.hpp"
#include "catalog/queries/uses.hpp"
#include "catalog/said/descriptions.hpp"
#include "people/said_page.hpp"
#include "show/show_page.hpp"
#include "show/show_relations.hpp"

#include <map>
#include <optional>

namespace scribe::cli {

/// What people, writers, profiles, labels and relate say about an object that is shown.
struct ShownProfile {
    std::optional<catalog::ProfiledTable> table;      ///< tables and views
    std::optional<catalog::ProfiledTable> before;     ///< what the run before that found
    std::map<std::int64_t, catalog::LabelRow> labels; ///< of the columns, by id
    std::string profiled_at;                          ///< columns: when their table was profiled
    std::optional<model::ColumnProfile> column;       ///< columns
    std::optional<catalog::LabelRow> label;           ///< columns
    std::vector<catalog::RelationshipRow> relationships;
    std::vector<model::ManyToMany> linked;    ///< tables; filled by the caller
    model::Ref self;                          ///< the table
    std::optional<model::Description> said;   ///< what a person or a writer says of it
    std::vector<catalog::UsingQuery> queries; ///< that use it
    SaidPage words;                           ///< what people know of it; of objects of all kinds, filled by the caller
};

/// Reads it; empty for objects other than tables, views and columns.
ShownProfile find_shown_profile(catalog::Store &store, catalog::SourceRow const &source, model::Record const &object);

void show_profile(ShowPage &page, ShownProfile const &shown);
/// The members "profile", "profiled_at", "label", "relationships", "many_to_many" and, where there are any, "queries"
/// of an object's JSON.
void write_profile(base::JsonWriter &json, ShownProfile const &shown);

} // namespace scribe::cli
