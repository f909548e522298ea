// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/script.hpp"

namespace scribe::diff::ddl {

/// The default changes in one statement with a type that is not a wider one, so that rows can be added all the while:
/// nothing else is to be done in between, and no child has a default of its own.
bool goes_with_type(Plan const &plan, model::Column const &before, model::Column const &after);

/// ALTER COLUMN ... TYPE; `with_default`: its default changes in the same statement.
void set_type(Plan const &plan, Change const &change, model::Column const &before, model::Column const &after,
              bool with_default, Script &script);

/// New types of the columns that triggers, rules and policies read which nothing else hinders (Plan::carried): these go
/// and come in one transaction with them.
void set_read_types(Plan const &plan, Script &script);

} // namespace scribe::diff::ddl
