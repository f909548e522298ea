// SPDX-License-Identifier: MIT
#include "profile/estimate.hpp"
#include "profile/finish.hpp"
#include "profile/parse/number.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace scribe::profile {

namespace {

/// ANALYZE reads 300 rows for each of the 100 values that it lists by default.
constexpr std::int64_t k_analyzed = 30000;

/// How often a value occurs is known of those that the planner lists with a frequency. A bound of its histogram tells
/// that there is such a value, not how often: 0 is the first bound as soon as one row has it.
void only_counted(model::PlannerStatistics const &statistics, model::ColumnProfile &profile) {
    auto const common = std::min(statistics.most_common_vals.size(), statistics.most_common_freqs.size());
    double zero = 0, empty = 0, blank = 0, sentinels = 0;
    std::map<std::string_view, double> frequencies;
    for (std::size_t i = 0; i < common; ++i) {
        std::string_view const text = statistics.most_common_vals[i];
        auto const frequency = statistics.most_common_freqs[i];
        frequencies.emplace(text, frequency);
        auto const number = parse_amount(text);
        if (number.kind != Number::Kind::none && number.value == 0) zero += frequency;
        if (text.empty()) empty += frequency;
        else if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) blank += frequency;
    }
    auto const filled = std::max(1e-9, 1 - statistics.null_frac);
    if (profile.number.zero_share > 0) profile.number.zero_share = rounded(std::min(1.0, zero / filled));
    auto const keep = [](model::Estimate &share, double value) {
        if (share.value > 0) share = rounded({value, std::min(value, share.low), std::max(value, share.high)});
    };
    keep(profile.empty_share, empty);
    keep(profile.blank_share, blank);
    std::erase_if(profile.sentinels, [&](auto const &one) { return !frequencies.contains(one.value); });
    for (auto const &one : profile.sentinels) sentinels += frequencies.at(one.value);
    keep(profile.sentinel_share, sentinels);
}

} // namespace

std::vector<ListedValue> listed_values(model::PlannerStatistics const &statistics) {
    constexpr double k_most = 20000;
    std::vector<ListedValue> values;
    auto const &bounds = statistics.histogram_bounds;
    auto const common = std::min(statistics.most_common_vals.size(), statistics.most_common_freqs.size());
    double common_share = 0;
    for (std::size_t i = 0; i < common; ++i) common_share += statistics.most_common_freqs[i];
    auto const rest = std::max(0.0, 1 - statistics.null_frac - common_share);
    auto const step = bounds.size() > 1 ? rest / static_cast<double>(bounds.size() - 1) : 0;
    auto const each = std::max({step, 1 / k_most, bounds.empty() ? 0.001 : 0.0});
    for (std::size_t i = 0; i < common; ++i) {
        auto const times = std::clamp(std::round(statistics.most_common_freqs[i] / each), 1.0, k_most);
        values.push_back({statistics.most_common_vals[i], static_cast<int>(times)});
    }
    for (auto const &bound : bounds) values.push_back({bound, 1});
    return values;
}

model::ColumnProfile from_statistics(model::SampleColumn const &column, ColumnFacts const &facts, std::int64_t rows,
                                     ProfileOptions const &options) {
    auto const &statistics = facts.statistics.value();
    Setting setting{options.key, options.today, options.memory, 1};
    ColumnCounter counter{column, setting};
    for (auto const &[text, times] : listed_values(statistics)) {
        model::SampleValue const value{text, static_cast<std::int64_t>(text.size()), false};
        for (int i = 0; i < times; ++i) counter.add(value, counter.prepare(value));
    }

    model::SampleInfo info;
    info.method = "statistics";
    info.rows = std::max<std::int64_t>(rows, 0);
    auto profile = measure_column(counter, facts, info);
    only_counted(statistics, profile);
    auto const basis = rows > 0 ? std::min(rows, k_analyzed) : k_analyzed;
    auto const nulls = std::llround(statistics.null_frac * static_cast<double>(basis));
    profile.null_share = rounded(share_of(nulls, basis, false));
    profile.null_share.value = rounded(statistics.null_frac);
    profile.share_error = rounded(share_error(basis));
    profile.mean_bytes = statistics.avg_width;
    profile.max_bytes = 0;

    auto const filled = static_cast<double>(info.rows) * (1 - statistics.null_frac);
    auto const distinct =
        statistics.n_distinct >= 0 ? statistics.n_distinct : -statistics.n_distinct * static_cast<double>(info.rows);
    profile.distinct = {};
    profile.distinct_method.clear();
    profile.uniqueness = 0;
    // A share of an unknown number of rows tells nothing.
    if (statistics.n_distinct > 0 || (statistics.n_distinct < 0 && info.rows > 0)) {
        auto const seen = std::min(static_cast<double>(profile.distinct_seen), distinct);
        profile.distinct = rounded({distinct, seen, std::max(distinct, filled)});
        profile.distinct_method = "statistics";
        if (filled > 0) profile.uniqueness = rounded(std::min(1.0, distinct / filled));
    }
    if (column.key && info.rows > 0) {
        profile.distinct = rounded({filled, filled, filled});
        profile.distinct_method = "key";
        profile.uniqueness = 1;
    }
    auto const common = std::min(statistics.most_common_vals.size(), statistics.most_common_freqs.size());
    profile.top.clear();
    for (std::size_t i = 0; counter.has_values() && i < std::min<std::size_t>(common, 20); ++i) {
        auto const share = statistics.most_common_freqs[i] / std::max(1e-9, 1 - statistics.null_frac);
        profile.top.push_back(
            {std::string{beginning(statistics.most_common_vals[i])}, 0, rounded(std::min(1.0, share))});
    }
    profile.top_complete = statistics.histogram_bounds.empty() && common > 0 && common <= 20 &&
                           static_cast<double>(common) >= statistics.n_distinct && statistics.n_distinct > 0;
    profile.quantile_error = profile.axis.empty() ? 0 : rounded(rank_error(k_analyzed) + 0.01);
    profile.unused_labels.clear();
    profile.number.density = 0;
    profile.number.sequence = false;
    judge_column(counter, options, profile);
    profile.sampled = profile.distinct_seen = profile.seen_once = profile.seen_twice = 0;
    return profile;
}

} // namespace scribe::profile
