// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "model/objects.hpp"

#include <vector>

namespace scribe::diff::ddl {

/// What of a routine names others that have to be there: its arguments and result, a body that the server parses, the
/// functions of an aggregate, the support function.
std::string needs_of(model::Routine const &routine);
/// True when the routine needs a table or view that comes or goes.
bool names_relation(std::vector<Change> const &changes, model::Routine const &routine, model::Kind kind, Action action);

/// The views that are added (or replaced where they stand) or removed and the routines that need them: what others use
/// comes first.
std::vector<model::Record const *> views_and_routines(Plan const &plan, Action action);

} // namespace scribe::diff::ddl
