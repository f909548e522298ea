// SPDX-License-Identifier: MIT
#include "profile/hide.hpp"

#include "profile/count/axis.hpp"

#include <algorithm>
#include <vector>

namespace scribe::profile {

namespace {

/// Built-in types of PostgreSQL that no class is for, whose values have no text of people's making within them.
constexpr std::string_view k_plain_types[] = {
    "bit",           "bit varying",    "int4range",    "int8range",      "numrange",
    "daterange",     "tsrange",        "tstzrange",    "int4multirange", "int8multirange",
    "nummultirange", "datemultirange", "tsmultirange", "tstzmultirange", "point",
    "line",          "lseg",           "box",          "path",           "polygon",
    "circle",        "pg_lsn",         "xid",          "xid8",           "cid",
    "tid",           "pg_snapshot",    "txid_snapshot"};

/// Values of one shape become one entry; the most frequent stays first.
void mask_values(std::vector<model::ValueCount> &values) {
    std::vector<model::ValueCount> out;
    for (auto &value : values) {
        value.value = mask_shape(value.value);
        auto const same =
            std::find_if(out.begin(), out.end(), [&](auto const &one) { return one.value == value.value; });
        if (same == out.end()) out.push_back(std::move(value));
        else {
            same->count += value.count;
            same->share = std::min(1.0, rounded(same->share + value.share));
        }
    }
    std::stable_sort(out.begin(), out.end(), [](auto const &a, auto const &b) { return a.share > b.share; });
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

bool holds_documents(model::SampleColumn const &column) {
    using model::ValueClass;
    auto const own = column.value_class == ValueClass::array ? column.element_class : column.value_class;
    std::string_view type = column.type;
    while (type.ends_with("[]")) type.remove_suffix(2);
    // Modifiers follow the name: "bit varying(8)".
    type = type.substr(0, type.find('('));
    bool const plain = std::find(std::begin(k_plain_types), std::end(k_plain_types), type) != std::end(k_plain_types);
    return own == ValueClass::json || (own == ValueClass::other && !plain);
}

std::vector<ListedValue> kept_values(model::ColumnProfile const &profile) {
    std::vector<ListedValue> values;
    for (auto const *text : {&profile.min, &profile.max})
        if (!text->empty()) values.push_back({*text, 1});
    for (auto const *list : {&profile.top, &profile.sentinels, &profile.array.elements})
        for (auto const &one : *list) values.push_back({one.value, 1});
    return values;
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
