// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/profiles/labels.hpp"
#include "model/profile.hpp"
#include "profile/hide.hpp"

#include <string>

namespace scribe::cli {

/// True when no raw value of the column may be stored: it holds personal data, by what a person decided, else by what
/// the rules say of it or of some of its values.
bool must_mask(model::Label const &judged, std::string const &decision);
bool must_mask(catalog::LabelRow const &label);

/// Takes the values that `store` does not allow out of the profile of a column that must be masked, and out of that of
/// its table. The paths of documents stay, where nothing says that all of them are personal.
void mask(model::TableProfile &table, model::ColumnProfile &column, model::Label const &judged,
          std::string const &decision, profile::StoreValues store);

/// Takes the raw values out of all that runs stored of a column when must_mask() says so of it now, whatever those runs
/// were to keep. In the transaction that the caller has open.
void mask_profiles(catalog::Store &store, std::int64_t column_id);
/// The same, and forgets what was logged of statements that may quote the column.
void mask_stored(catalog::Store &store, std::int64_t column_id);

} // namespace scribe::cli
