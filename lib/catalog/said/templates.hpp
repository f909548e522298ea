// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/column_template.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Templates of people. Each change is an event.
namespace scribe::catalog {

/// A template, whose it is and since when.
struct TemplateRow {
    model::ColumnTemplate said; ///< without a text it takes the shipped one of that name away
    std::string author, created_at;
};

/// All of them, by name.
std::vector<TemplateRow> list_templates(Store &store);

/// Adds the template or puts it in place of the one of that name (nothing: takes that away), as a change set. False
/// when it is there already, or not.
bool save_template(Store &store, std::string_view name, std::optional<model::ColumnTemplate> const &one,
                   std::string const &author, std::string const &command);

/// A template as events keep it, and the reverse, in the transaction that the caller has open.
std::optional<std::string> template_state(Store &store, std::string_view name);
void restore_template(Store &store, std::string_view name, std::optional<std::string> const &state,
                      std::string_view author);

} // namespace scribe::catalog
