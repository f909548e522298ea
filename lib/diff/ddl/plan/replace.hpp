// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"

#include <string>
#include <string_view>
#include <vector>

// What PostgreSQL cannot alter and has to make anew.
namespace scribe::diff::ddl {

/// True when a changed object (no view) has to be dropped and made again.
bool must_replace(Change const &change);
/// The same of a view.
bool must_remake_view(Change const &change);
/// True when a column is changed in its type or collation.
bool changes_type(Change const &change);
/// The same, when the foreign keys of the column cannot go along.
bool changes_comparison(Change const &change);
/// The SQL of a part, or a domain: what may call routines.
std::string code_of(model::Record const &part);
/// True when the text holds one of these.
bool names_any(std::string_view text, std::vector<std::string> const &names);
/// Tables share their names with these.
bool shares_names(model::Kind kind);
/// Triggers, rules and policies.
bool is_action(model::Kind kind);
/// The SQL of an action that may name columns.
std::string column_code_of(model::Record const &action);
/// True when the server refuses to change the type of one of the table's columns because of this part of it (no
/// action).
bool hinders_type(model::Record const &part, std::vector<std::string> const &columns);
/// True when dropping one of the table's columns takes this part of it (no action) along.
bool hangs_on(model::Record const &part, std::vector<std::string> const &columns);

} // namespace scribe::diff::ddl
