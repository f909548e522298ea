// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/said/said_of.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Templates of people. Each change is an event.
namespace scribe::catalog {

/// All of them, by name.
std::vector<model::SaidTemplate> list_templates(sqlite::Db &db);

/// Adds the template or puts it in place of the one of that name (nothing: takes that away), as a change set. False
/// when it is there already, or not.
bool save_template(Store &store, std::string_view name, std::optional<model::ColumnTemplate> const &one,
                   std::string const &author, std::string const &command);

/// A template as events keep it, and the reverse, in the transaction that the caller has open; `said_at` is now unless
/// told.
std::optional<std::string> template_state(Store &store, std::string_view name);
void restore_template(Store &store, std::string_view name, std::optional<std::string> const &state,
                      std::string_view author, std::string_view said_at = {});

} // namespace scribe::catalog
