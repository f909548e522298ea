// SPDX-License-Identifier: MIT
#include "model/profile.hpp"

#include "base/digits.hpp"
#include "base/error.hpp"
#include "model/json/field_json.hpp"
#include "model/json/packed.hpp"

#include <fmt/format.h>

#include <cmath>
#include <concepts>
#include <type_traits>

namespace scribe::model {

/// A profile as the catalog keeps it.
struct StoredColumn {
    ColumnProfile profile;
    std::string packed_quantiles, packed_histogram;
    bool operator==(StoredColumn const &) const = default;
};

// One compact list reads better than a member a line.
// clang-format off
#define SCRIBE_FIELDS(Struct)                                                                             \
    template <typename V, typename T>                                                                     \
        requires std::same_as<std::remove_const_t<T>, Struct>                                             \
    void fields(V &&visit, T &o)

SCRIBE_FIELDS(Estimate) {
    visit("value", o.value); visit("low", o.low); visit("high", o.high);
}
SCRIBE_FIELDS(ValueCount) {
    visit("value", o.value); visit("count", o.count); visit("share", o.share);
}
SCRIBE_FIELDS(Quality) {
    visit("score", o.score); visit("rule", o.rule);
}
SCRIBE_FIELDS(NumberFacts) {
    visit("mean", o.mean); visit("sd", o.sd); visit("skew", o.skew); visit("mad", o.mad);
    visit("zero_share", o.zero_share); visit("negative_share", o.negative_share); visit("whole_share", o.whole_share);
    visit("nan_share", o.nan_share); visit("infinite_share", o.infinite_share);
    visit("outlier_share", o.outlier_share); visit("padded_share", o.padded_share); visit("digits", o.digits);
    visit("scale", o.scale); visit("density", o.density); visit("sequence", o.sequence);
}
SCRIBE_FIELDS(DateFacts) {
    visit("granularity", o.granularity); visit("midnight_share", o.midnight_share);
    visit("future_share", o.future_share); visit("ancient_share", o.ancient_share);
    visit("infinite_share", o.infinite_share); visit("invalid_share", o.invalid_share); visit("oldest", o.oldest);
    visit("newest", o.newest); visit("days_covered", o.days_covered); visit("gap_days", o.gap_days);
    visit("gap_from", o.gap_from);
}
SCRIBE_FIELDS(TextFacts) {
    visit("min_length", o.min_length); visit("max_length", o.max_length); visit("mean_length", o.mean_length);
    visit("max_bytes", o.max_bytes); visit("cut_share", o.cut_share); visit("letter_share", o.letter_share);
    visit("digit_share", o.digit_share); visit("space_share", o.space_share);
    visit("punctuation_share", o.punctuation_share); visit("non_ascii_share", o.non_ascii_share);
    visit("upper_share", o.upper_share); visit("lower_share", o.lower_share); visit("trimmed_share", o.trimmed_share);
    visit("control_share", o.control_share); visit("line_share", o.line_share); visit("number_share", o.number_share);
    visit("date_share", o.date_share); visit("words", o.words); visit("masks", o.masks);
    visit("mask_share", o.mask_share); visit("regex", o.regex); visit("regex_share", o.regex_share);
}
SCRIBE_FIELDS(JsonPath) {
    visit("path", o.path); visit("types", o.types); visit("presence", o.presence);
}
SCRIBE_FIELDS(JsonFacts) {
    visit("documents", o.documents); visit("invalid_share", o.invalid_share); visit("paths", o.paths);
    visit("cut", o.cut); visit("unread", o.unread); visit("more_paths", o.more_paths);
}
SCRIBE_FIELDS(ArrayFacts) {
    visit("min_length", o.min_length); visit("max_length", o.max_length); visit("mean_length", o.mean_length);
    visit("empty_share", o.empty_share); visit("null_element_share", o.null_element_share);
    visit("elements", o.elements);
}
SCRIBE_FIELDS(ColumnProfile) {
    visit("name", o.name); visit("type", o.type); visit("value_class", o.value_class); visit("method", o.method);
    visit("sampled", o.sampled); visit("share_error", o.share_error); visit("null_share", o.null_share);
    visit("empty_share", o.empty_share); visit("blank_share", o.blank_share);
    visit("sentinel_share", o.sentinel_share); visit("sentinels", o.sentinels); visit("distinct", o.distinct);
    visit("distinct_method", o.distinct_method); visit("distinct_seen", o.distinct_seen);
    visit("seen_once", o.seen_once); visit("seen_twice", o.seen_twice); visit("uniqueness", o.uniqueness);
    visit("min", o.min); visit("max", o.max); visit("min_exact", o.min_exact); visit("max_exact", o.max_exact);
    visit("top", o.top); visit("top_complete", o.top_complete); visit("top_error", o.top_error);
    visit("unused_labels", o.unused_labels); visit("axis", o.axis); visit("quantiles", o.quantiles);
    visit("quantile_error", o.quantile_error); visit("histogram", o.histogram); visit("bars", o.bars);
    visit("order", o.order); visit("correlation", o.correlation); visit("number", o.number); visit("date", o.date);
    visit("text", o.text); visit("json", o.json); visit("array", o.array); visit("mean_bytes", o.mean_bytes);
    visit("max_bytes", o.max_bytes); visit("role", o.role); visit("role_reason", o.role_reason);
    visit("unit", o.unit); visit("completeness", o.completeness); visit("uniqueness_quality", o.uniqueness_quality);
    visit("validity", o.validity); visit("consistency", o.consistency); visit("timeliness", o.timeliness);
    visit("quality", o.quality); visit("hidden", o.hidden);
}
SCRIBE_FIELDS(StoredColumn) {
    fields(visit, o.profile);
    visit("packed_quantiles", o.packed_quantiles); visit("packed_histogram", o.packed_histogram);
}
SCRIBE_FIELDS(Freshness) {
    visit("newest", o.newest); visit("column", o.column); visit("age_days", o.age_days);
}
SCRIBE_FIELDS(TableQuality) {
    visit("score", o.score); visit("completeness", o.completeness); visit("uniqueness", o.uniqueness);
    visit("validity", o.validity); visit("consistency", o.consistency); visit("timeliness", o.timeliness);
    visit("columns", o.columns);
}
SCRIBE_FIELDS(TableProfile) {
    visit("method", o.method); visit("rows", o.rows); visit("rows_exact", o.rows_exact);
    visit("rows_visible", o.rows_visible); visit("sampled", o.sampled); visit("seed", o.seed);
    visit("bytes", o.bytes); visit("day", o.day); visit("duplicate_share", o.duplicate_share);
    visit("duplicate_reason", o.duplicate_reason); visit("freshness", o.freshness); visit("quality", o.quality);
}
// clang-format on

#undef SCRIBE_FIELDS

namespace {

template <typename T> std::string to_json(T const &profile) {
    base::JsonWriter out;
    write_value(out, profile);
    return out.take();
}

/// Calls `change` with each estimate of a profile.
template <typename Change> void each_estimate(ColumnProfile &profile, Change const &change) {
    auto &number = profile.number;
    for (auto *estimate :
         {&profile.null_share, &profile.empty_share, &profile.blank_share, &profile.sentinel_share, &profile.distinct,
          &number.mean, &number.sd, &number.skew, &number.mad, &profile.text.mean_length})
        change(*estimate);
}

/// The share of the values that an entry of `top` has.
double share_of(ValueCount const &entry, ColumnProfile const &profile) {
    auto const rows = static_cast<double>(profile.sampled);
    auto const values = rows - std::round(profile.null_share.value * rows);
    return values > 0 ? base::to_digits(static_cast<double>(entry.count) / values, 6) : 0;
}

void expand(StoredColumn &stored, ColumnProfile &profile) {
    each_estimate(profile, [](Estimate &estimate) {
        if (estimate.low == 0 && estimate.high == 0) estimate.low = estimate.high = estimate.value;
    });
    for (auto &entry : profile.top)
        if (entry.share == 0) entry.share = share_of(entry, profile);
    if (!stored.packed_quantiles.empty()) profile.quantiles = unpack_numbers(stored.packed_quantiles);
    if (!stored.packed_histogram.empty()) profile.histogram = unpack_texts(stored.packed_histogram);
}

} // namespace

std::string profile_to_stored_json(ColumnProfile const &profile) {
    StoredColumn stored{profile, pack_numbers(profile.quantiles), pack_texts(profile.histogram)};
    each_estimate(stored.profile, [](Estimate &estimate) {
        if (estimate.low == estimate.value && estimate.high == estimate.value) estimate.low = estimate.high = 0;
    });
    for (auto &entry : stored.profile.top)
        if (entry.share == share_of(entry, profile)) entry.share = 0;
    if (!stored.packed_quantiles.empty()) stored.profile.quantiles.clear();
    if (!stored.packed_histogram.empty()) stored.profile.histogram.clear();
    return to_json(stored);
}

std::string profile_to_json(ColumnProfile const &profile) { return to_json(profile); }
std::string profile_to_json(TableProfile const &profile) { return to_json(profile); }

template <typename T> T profile_from_json(std::string_view json, std::string_view whose) {
    auto const fail = [whose](std::string const &why) {
        return base::Error(base::ExitCode::catalog, fmt::format("the profile of {} is damaged: {}", whose, why));
    };
    try {
        if constexpr (std::same_as<T, ColumnProfile>) {
            StoredColumn stored;
            read_text(json, stored);
            expand(stored, stored.profile);
            return std::move(stored.profile);
        } else {
            T profile;
            read_text(json, profile);
            return profile;
        }
    } catch (simdjson::simdjson_error const &error) {
        throw fail(error.what());
    } catch (base::json::Misfit const &misfit) {
        throw fail(fmt::format("expected {} where it has another value", misfit.expected));
    }
}

template ColumnProfile profile_from_json<ColumnProfile>(std::string_view, std::string_view);
template TableProfile profile_from_json<TableProfile>(std::string_view, std::string_view);

} // namespace scribe::model
