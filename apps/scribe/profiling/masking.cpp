// SPDX-License-Identifier: MIT
#include "profiling/masking.hpp"

#include "base/text.hpp"
#include "catalog/profiles/profiles.hpp"
#include "catalog/profiles/written_texts.hpp"
#include "catalog/queries/values.hpp"
#include "describe/clauses.hpp"

#include <set>

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

/// The shortest value that is looked for in answers of models: others stand in many of them by chance.
constexpr std::size_t k_telling_value = 4;

/// The values that a profile quotes, as texts may quote them; the longest first, since others may be parts of them.
struct LongestFirst {
    bool operator()(std::string const &a, std::string const &b) const {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
};
using Values = std::set<std::string, LongestFirst>;

void collect_values(model::ColumnProfile const &column, Values &values) {
    if (!column.hidden.empty()) return;
    auto const add = [&values](std::string_view value) {
        if (auto const text = base::trim(value); !text.empty()) values.emplace(text);
    };
    constexpr std::size_t k_day = 10;
    for (auto const &[text, times] : profile::kept_values(column)) {
        add(text);
        auto const quoted = describe::quoted_value(std::string{text});
        add(std::string_view{quoted}.substr(1, quoted.size() - 2));
        if (column.axis == "seconds") add(text.substr(0, k_day));
    }
    for (auto const *day : {&column.date.oldest, &column.date.newest}) add(*day);
}

bool is_word(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    auto const c = static_cast<unsigned char>(text[at]);
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// True when the same word stands on both sides of the place.
bool is_within_word(std::string_view text, std::size_t at) {
    return at > 0 && is_word(text, at - 1) && is_word(text, at);
}

/// The text with its values as shapes, only those between quotes when `quoted`.
std::string masked_text(std::string text, Values const &values, bool quoted) {
    for (auto const &value : values) {
        auto const shape = profile::mask_shape(value);
        for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at + 1)) {
            auto const end = at + value.size();
            bool const between = at > 0 && text[at - 1] == '"' && end < text.size() && text[end] == '"';
            bool const apart = !is_within_word(text, at) && !is_within_word(text, end);
            if (between || (!quoted && apart)) text.replace(at, value.size(), shape);
        }
    }
    return text;
}

/// What rules and models wrote of the column and its table may quote the values.
void mask_texts(catalog::Store &store, std::int64_t column_id, std::int64_t table_id, Values const &values) {
    if (values.empty()) return;
    for (auto const id : {column_id, table_id})
        catalog::rewrite_written_texts(
            store, id, [&](std::string const &text) { return masked_text(text, values, id == table_id); });
    std::vector<std::string> telling;
    for (auto const &value : values)
        if (value.size() >= k_telling_value) telling.push_back(value);
    catalog::forget_answers_with(store, telling);
}

void mask_profiles(catalog::Store &store, std::int64_t column_id, catalog::LabelRow const &label) {
    if (!is_compared(label)) catalog::forget_sketch(store, column_id);
    Values values;
    auto const table_id =
        catalog::rewrite_raw_profiles(store, column_id, [&](model::TableProfile &table, model::ColumnProfile &column) {
            collect_values(column, values);
            mask(table, column, label.judged, label.decision, profile::StoreValues::masked);
        });
    mask_texts(store, column_id, table_id, values);
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
