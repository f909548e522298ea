// SPDX-License-Identifier: MIT
#include "profile/table.hpp"

#include "profile/count/axis.hpp"
#include "profile/judge/evidence.hpp"
#include "profile/parse/moment.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

namespace {

using model::ColumnProfile;

/// The newest date that is not in the future, of an audit column before that of another.
void find_freshness(std::vector<ColumnProfile> const &columns, std::int64_t today, bool knows_today,
                    model::Freshness &freshness) {
    std::int64_t newest = 0;
    bool audit = false;
    for (auto const &column : columns) {
        if (column.axis != "seconds" || column.date.newest.empty()) continue;
        bool const is_audit = column.role == "audit_timestamp";
        // The greatest value of all may be infinity, which no day is.
        auto const greatest = parse_moment(column.max);
        // Dates that are written otherwise were read by all of them together.
        bool const known =
            column.max_exact && greatest.kind == Moment::Kind::finite && greatest.style == DateStyle::iso;
        auto const day = day_of(known ? greatest.seconds : parse_moment(column.date.newest).seconds);
        if (knows_today && day > today + 1) continue;
        bool const better = freshness.column.empty() || (is_audit && !audit) || (is_audit == audit && day > newest);
        if (!better) continue;
        newest = day;
        audit = is_audit;
        freshness = {date_text(day), column.name, knows_today ? std::max<std::int64_t>(0, today - day) : 0};
    }
}

/// The mean of a dimension over the columns where it is judged, -1 when there is none.
double mean_of(std::vector<ColumnProfile> const &columns, model::Quality ColumnProfile::*dimension) {
    double sum = 0;
    int count = 0;
    for (auto const &column : columns) {
        if ((column.*dimension).rule.empty()) continue;
        sum += (column.*dimension).score;
        ++count;
    }
    return count == 0 ? -1 : rounded(sum / count);
}

model::TableQuality judge_table(std::vector<ColumnProfile> const &columns) {
    model::TableQuality out;
    for (auto const &column : columns) out.columns += !column.completeness.rule.empty();
    out.completeness = mean_of(columns, &ColumnProfile::completeness);
    out.uniqueness = mean_of(columns, &ColumnProfile::uniqueness_quality);
    out.validity = mean_of(columns, &ColumnProfile::validity);
    out.consistency = mean_of(columns, &ColumnProfile::consistency);
    out.timeliness = mean_of(columns, &ColumnProfile::timeliness);
    double sum = 0;
    int count = 0;
    for (auto const part : {out.completeness, out.uniqueness, out.validity, out.consistency, out.timeliness}) {
        if (part < 0) continue;
        sum += part;
        ++count;
    }
    out.score = count == 0 ? 0 : rounded(sum / count);
    return out;
}

bool is_amount(ColumnProfile const &column) {
    if (column.role != "measure" || (!column.unit.empty() && column.unit != "money")) return false;
    auto const words = name_words(column.name);
    static constexpr std::string_view k_money[] = {"amount",  "price",  "cost",    "fee",    "tax",
                                                   "balance", "salary", "revenue", "budget", "discount"};
    return std::any_of(words.begin(), words.end(), [](auto const &word) {
        return std::find(std::begin(k_money), std::end(k_money), word) != std::end(k_money);
    });
}

} // namespace

void name_currencies(std::vector<ColumnProfile> &columns) {
    ColumnProfile const *currency = nullptr;
    for (auto const &column : columns) {
        auto const words = name_words(column.name);
        if (std::find(words.begin(), words.end(), "currency") == words.end() || column.text.max_length != 3) continue;
        if (currency != nullptr) return; // which of them counts nobody knows
        currency = &column;
    }
    if (currency == nullptr) return;
    bool const one = currency->top_complete && currency->top.size() == 1;
    for (auto &column : columns)
        if (is_amount(column)) column.unit = one ? currency->top[0].value : "currency in " + currency->name;
}

model::TableProfile finish_table(std::vector<ColumnProfile> const &columns, model::SampleInfo const &info,
                                 ProfileOptions const &options) {
    model::TableProfile table;
    table.method = info.method;
    table.rows = info.rows;
    table.rows_exact = info.rows_exact;
    table.rows_visible = info.rows_visible;
    table.sampled = info.sampled;
    table.seed = info.seed;
    table.day = options.today;
    auto const today = parse_moment(options.today);
    find_freshness(columns, day_of(today.seconds), today.kind == Moment::Kind::finite, table.freshness);
    table.quality = judge_table(columns);
    return table;
}

} // namespace scribe::profile
