// SPDX-License-Identifier: MIT
#include "profile/hide.hpp"

#include <algorithm>
#include <vector>

namespace scribe::profile {

namespace {

/// Values of one shape become one entry.
void mask_values(std::vector<model::ValueCount> &values) {
    std::vector<model::ValueCount> out;
    for (auto &value : values) {
        value.value = mask_shape(value.value);
        auto const same =
            std::find_if(out.begin(), out.end(), [&](auto const &one) { return one.value == value.value; });
        if (same == out.end()) out.push_back(std::move(value));
        else {
            same->count += value.count;
            same->share += value.share;
        }
    }
    values = std::move(out);
}

/// The names of members can be data too, where an object is used as a map.
void hide_paths(std::vector<model::JsonPath> &paths, bool keep_shapes) {
    if (!keep_shapes) paths.clear();
    for (auto &path : paths) path.path = mask_shape(path.path);
}

/// A literal character in a pattern is part of a value: only its classes stay.
void hide_patterns(model::TextFacts &text) {
    text.regex.clear();
    text.regex_share = 0;
}

} // namespace

std::string mask_shape(std::string_view text) {
    constexpr std::size_t k_most = 60;
    std::string out;
    std::size_t characters = 0;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0U) == 0x80) continue;
        if (characters++ == k_most) return out + "…";
        if (c >= 'A' && c <= 'Z') out += 'A';
        else if ((c >= 'a' && c <= 'z') || byte >= 0x80) out += 'a';
        else if (c >= '0' && c <= '9') out += '9';
        else out += c;
    }
    return out;
}

void hide_values(model::TableProfile &profile, std::string_view column) {
    if (profile.freshness.column == column) profile.freshness = {};
}

void hide_values(model::ColumnProfile &profile, StoreValues store, bool personal) {
    if (store == StoreValues::all || (store == StoreValues::masked && !personal)) return;
    bool const keep_shapes = store == StoreValues::masked && profile.hidden != "none";
    profile.hidden = keep_shapes ? "masked" : "none";
    profile.quantiles.clear();
    profile.histogram.clear();
    profile.bars.clear();
    profile.quantile_error = 0;
    profile.unused_labels.clear();
    // Of one value the mean is the value, and what moves with it tells of few.
    for (auto *figure : {&profile.number.mean, &profile.number.sd, &profile.number.skew, &profile.number.mad})
        *figure = {};
    profile.date.oldest.clear();
    profile.date.newest.clear();
    profile.date.gap_from.clear();
    // A reason can name values: "two values: f and m".
    profile.role_reason.clear();
    profile.min_exact = profile.max_exact = false;
    hide_paths(profile.json.paths, keep_shapes);
    if (keep_shapes) {
        for (auto *values : {&profile.top, &profile.sentinels, &profile.array.elements}) mask_values(*values);
        profile.min = mask_shape(profile.min);
        profile.max = mask_shape(profile.max);
        return;
    }
    for (auto *values : {&profile.top, &profile.sentinels, &profile.array.elements}) values->clear();
    profile.top_complete = false;
    profile.min.clear();
    profile.max.clear();
    hide_patterns(profile.text);
}

} // namespace scribe::profile
