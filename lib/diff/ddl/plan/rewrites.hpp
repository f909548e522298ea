// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/plan/plan.hpp"

namespace scribe::diff::ddl {

/// True when adding the column writes every row of its table anew: its values differ from row to row.
bool rewrites_table(Plan const &plan, model::Column const &column);

} // namespace scribe::diff::ddl
