// SPDX-License-Identifier: MIT
#pragma once

#include "describe/evidence.hpp"
#include "describe/templates.hpp"

namespace scribe::describe {

/// What the evidence proves of one column of the table.
Said describe_column(TableEvidence const &table, ColumnEvidence const &column, Templates const &templates);

/// What it proves of the table or view itself.
Said describe_table(TableEvidence const &table, Templates const &templates);

} // namespace scribe::describe
