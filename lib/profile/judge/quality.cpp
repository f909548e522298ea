// SPDX-License-Identifier: MIT
#include "profile/count/axis.hpp"
#include "profile/judge/evidence.hpp"
#include "profile/parse/moment.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::profile {

namespace {

model::Quality quality(double score, std::string rule) {
    return {rounded(std::clamp(score, 0.0, 1.0)), std::move(rule)};
}

std::string percent(double share) { return fmt::format("{:.4g} %", share * 100); }

model::Quality completeness(model::ColumnProfile const &p) {
    auto const missing = p.null_share.value + p.empty_share.value + p.blank_share.value + p.sentinel_share.value;
    return quality(1 - missing, "1 - null, empty, blank and sentinel shares");
}

/// Only columns that identify something need unique values.
model::Quality uniqueness(Evidence const &e, model::ColumnProfile const &p) {
    if (e.values == 0 || (p.role != "key" && !e.column.key)) return {};
    return quality(p.uniqueness, "distinct values / values, of a key");
}

model::Quality validity(Evidence const &e, model::ColumnProfile const &p) {
    if (e.values == 0) return {};
    auto const n = static_cast<double>(e.values);
    auto const misfits = static_cast<double>(e.misfits) / n;
    if (e.number()) return quality(1 - misfits - p.number.nan_share - p.number.infinite_share, "finite numbers");
    if (e.date() || p.role == "date" || p.role == "audit_timestamp") {
        // What happened cannot lie in the future.
        auto const future = p.role == "audit_timestamp" ? p.date.future_share : 0;
        return quality(1 - misfits - p.date.invalid_share - future - p.date.ancient_share,
                       p.role == "audit_timestamp" ? "dates that exist, from 1900 to today"
                                                   : "dates that exist, from 1900 on");
    }
    switch (e.column.value_class) {
    case model::ValueClass::json:
        if (p.json.documents == 0) return {};
        return quality(1 - p.json.invalid_share, "JSON that can be parsed");
    case model::ValueClass::array: return quality(1 - misfits, "arrays that can be read");
    case model::ValueClass::text: break;
    default: return {};
    }
    if (p.role == "json") return quality(e.document_share, "JSON that can be parsed");
    if (!p.text.regex.empty() && (p.role == "code" || p.role == "hash" || p.role == "key"))
        return quality(p.text.regex_share - p.text.control_share, "values of the form " + p.text.regex);
    return quality(1 - p.text.control_share, "text without control characters");
}

model::Quality consistency(Evidence const &e, model::ColumnProfile const &p, double date_style_share) {
    if (e.values == 0) return {};
    auto const misfits = static_cast<double>(e.misfits) / static_cast<double>(e.values);
    if (e.number() || e.date()) return quality(1 - misfits, "values of the column's type");
    if (e.column.value_class != model::ValueClass::text) return {};
    auto const &t = p.text;
    auto const numbers = t.number_share, dates = t.date_share;
    auto const others = std::max(0.0, 1 - numbers - dates - p.empty_share.value);
    if (dates >= 0.5)
        return quality(dates * date_style_share - t.trimmed_share,
                       "dates written in one way, " + percent(dates) + " are dates");
    if (numbers >= 0.5 && p.number.padded_share < 0.01)
        return quality(numbers / std::max(numbers + dates + others, 1e-9) - t.trimmed_share,
                       "numbers only, " + percent(numbers) + " are");
    if (p.role == "code" || p.role == "enum" || p.role == "hash") {
        auto const cased = t.upper_share + t.lower_share > 0 && p.role != "hash"
                               ? std::max(t.upper_share, t.lower_share) / (t.upper_share + t.lower_share)
                               : 1;
        return quality(cased - t.trimmed_share, "one case, no white space around");
    }
    return quality(1 - t.trimmed_share, "no white space around values");
}

/// Only a column that records when rows were made or changed tells how fresh they are.
model::Quality timeliness(model::ColumnProfile const &p, std::int64_t today, bool knows_today) {
    if (p.role != "audit_timestamp" || !knows_today || p.date.newest.empty()) return {};
    constexpr std::int64_t k_fresh_days = 30;
    auto const age = std::max<std::int64_t>(0, today - day_of(parse_moment(p.date.newest).seconds));
    auto const score = age <= k_fresh_days ? 1 : static_cast<double>(k_fresh_days) / static_cast<double>(age);
    return quality(score,
                   fmt::format("1 up to {0} days, then {0} / age; the newest is {1} days old", k_fresh_days, age));
}

} // namespace

void judge_quality(Evidence const &e, model::ColumnProfile &p, double date_style_share, std::int64_t today,
                   bool knows_today) {
    if (p.method == "statistics") {
        p.completeness = quality(1 - p.null_share.value, "1 - null share");
        p.quality = p.completeness.score;
        return;
    }
    if (p.sampled == 0) return;
    p.completeness = completeness(p);
    p.uniqueness_quality = uniqueness(e, p);
    p.validity = validity(e, p);
    p.consistency = consistency(e, p, date_style_share);
    p.timeliness = timeliness(p, today, knows_today);
    double sum = 0;
    int count = 0;
    for (auto const *one : {&p.completeness, &p.uniqueness_quality, &p.validity, &p.consistency, &p.timeliness}) {
        if (one->rule.empty()) continue;
        sum += one->score;
        ++count;
    }
    p.quality = count == 0 ? 0 : rounded(sum / count);
}

} // namespace scribe::profile
