// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scribe::workload {

/// What a statement does to rows.
enum class StatementVerb { select, insert, update, erase, merge, other };

/// Of the main statement, behind WITH. `erase` is DELETE; VALUES and TABLE count as SELECT.
StatementVerb verb_of(std::string_view sql);

/// The SELECT that finds the rows that an UPDATE, DELETE, MERGE or INSERT ... SELECT changes: the same tables and
/// conditions, so that its plan is that of the search, and reading is all it takes. Nothing for another statement.
std::optional<std::string> equivalent_select(std::string_view sql);

} // namespace scribe::workload
