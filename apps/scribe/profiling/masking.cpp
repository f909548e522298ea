// SPDX-License-Identifier: MIT
#include "profiling/masking.hpp"

#include "catalog/profiles/profiles.hpp"
#include "catalog/queries/values.hpp"

namespace scribe::cli {

namespace {

/// Its label when the column must be masked.
std::optional<catalog::LabelRow> label_that_masks(catalog::Store &store, std::int64_t column_id) {
    auto label = catalog::find_label(store, column_id);
    if (label && !must_mask(*label)) label.reset();
    return label;
}

/// Numbers, dates and names can be guessed until their hashes agree; only what is worth comparing as a key is kept of.
bool is_compared(catalog::LabelRow const &label) {
    auto const &entity = label.decision.empty() ? label.judged.entity : label.entity;
    return entity.empty() || entity == "EMAIL" || entity == "USERNAME";
}

void mask_profiles(catalog::Store &store, std::int64_t column_id, catalog::LabelRow const &label) {
    if (!is_compared(label)) catalog::forget_sketch(store, column_id);
    catalog::rewrite_raw_profiles(store, column_id, [&label](model::TableProfile &table, model::ColumnProfile &column) {
        mask(table, column, label.judged, label.decision, profile::StoreValues::masked);
    });
}

} // namespace

bool must_mask(model::Label const &judged, std::string const &decision) {
    if (!decision.empty()) return decision == "set";
    return !judged.entity.empty() || judged.guarded;
}

bool must_mask(catalog::LabelRow const &label) { return must_mask(label.judged, label.decision); }

void mask(model::TableProfile &table, model::ColumnProfile &column, model::Label const &judged,
          std::string const &decision, profile::StoreValues store) {
    auto const documents = column.json;
    profile::hide_values(column, store, true);
    bool const personal = decision.empty() ? !judged.entity.empty() : decision == "set";
    bool const partly = !personal || judged.entity == "FREE_TEXT_PII";
    if (partly && store != profile::StoreValues::none && column.hidden != "none") column.json = documents;
    if (!column.hidden.empty()) profile::hide_values(table, column.name);
}

void mask_profiles(catalog::Store &store, std::int64_t column_id) {
    if (auto const label = label_that_masks(store, column_id)) mask_profiles(store, column_id, *label);
}

void mask_stored(catalog::Store &store, std::int64_t column_id) {
    auto const label = label_that_masks(store, column_id);
    if (!label) return;
    mask_profiles(store, column_id, *label);
    catalog::forget_logged_values_near(store, column_id);
}

} // namespace scribe::cli
