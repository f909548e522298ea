// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

namespace scribe::cli {

/// True when the record, a part of the column's table or something that mentions the table, uses the column: as one of
/// its columns or in an expression.
bool uses_column(model::Record const &record, catalog::Neighbourhood const &around);

/// All that do, in the order of listings.
std::vector<model::Record> users_of_column(catalog::Neighbourhood const &around);

} // namespace scribe::cli
