// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "profile/profiler.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// Which raw values may be stored.
enum class StoreValues {
    none,   ///< of no column
    masked, ///< of columns that hold neither personal data nor credentials; of those only the shapes
    all,
};

/// Takes out of a profile what `store` does not allow: top values, sentinels, bounds, quantiles, histograms, array
/// elements, dates, mean and deviation of a column; `personal` says that it holds personal data or credentials.
/// Counts, shares, lengths, shapes and the role stay. What was hidden before stays hidden.
void hide_values(model::ColumnProfile &profile, StoreValues store, bool personal);

/// True for columns that may hold anything, whatever their samples are: documents, and values that only their type can
/// read (xml, tsvector, hstore, composite types), in arrays too.
bool holds_documents(model::SampleColumn const &column);

/// The values of rows that a profile quotes, whose profile must outlive them. Those of numbers and dates are not all
/// among them.
std::vector<ListedValue> kept_values(model::ColumnProfile const &profile);

/// Takes out of a table's figures what was read in the column `column`, whose values are hidden: its newest date.
void hide_values(model::TableProfile &profile, std::string_view column);

/// The shape of a text: letters become A or a, digits 9, all other characters outside of ASCII a; the rest stays. At
/// most 60 characters, then "…".
std::string mask_shape(std::string_view text);

} // namespace scribe::profile
