// SPDX-License-Identifier: MIT
#include "profiling/masking.hpp"

#include "catalog/profiles/profiles.hpp"
#include "catalog/queries/values.hpp"
#include "profile/hide.hpp"

namespace scribe::cli {

bool must_mask(catalog::LabelRow const &label) {
    if (!label.decision.empty()) return label.decision == "set";
    return !label.judged.entity.empty() || label.judged.guarded;
}

void mask_stored(catalog::Store &store, std::int64_t column_id) {
    auto const label = catalog::find_label(store, column_id);
    if (!label || !must_mask(*label)) return;
    catalog::rewrite_column_profiles(store, column_id, [](model::TableProfile &table, model::ColumnProfile &column) {
        profile::hide_values(column, profile::StoreValues::masked, true);
        profile::hide_values(table, column.name);
    });
    catalog::forget_logged_values_near(store, column_id);
}

} // namespace scribe::cli
