// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/profiles/labels.hpp"

namespace scribe::cli {

/// True when no raw value of the column may be stored: it holds personal data, by what a person decided, else by what
/// the rules say of it or of some of its values.
bool must_mask(catalog::LabelRow const &label);

/// Takes the raw values out of all that runs stored of a column when must_mask() says so of it now, whatever those runs
/// were to keep. In the transaction that the caller has open.
void mask_stored(catalog::Store &store, std::int64_t column_id);

} // namespace scribe::cli
