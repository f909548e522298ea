// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// What a statement does to rows.
enum class StatementVerb { select, insert, update, erase, merge, other };

/// Of the main statement, behind WITH. `erase` is DELETE; VALUES and TABLE count as SELECT.
StatementVerb verb_of(std::string_view sql);

/// SELECTs that find the rows that an UPDATE, DELETE, MERGE or INSERT ... SELECT changes or that a SELECT locks: the
/// same tables and conditions, so that the plan is that of the search, and reading is all it takes. A CTE that writes
/// hands on what it would have written. The first reads what the statement has to, so that no index alone is enough;
/// the later ones read less, for tables of which a role or a view gives less. None for another statement.
std::vector<std::string> equivalent_selects(std::string_view sql);

} // namespace scribe::workload
