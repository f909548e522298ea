// SPDX-License-Identifier: MIT
#include "workload/regressions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace scribe::workload {

namespace {

using model::Counter;

constexpr std::size_t k_enough_periods = 3;
constexpr double k_deviations_of_mad = 1.4826;
constexpr double k_least_share =
    0.05; ///< times that never differ more than the clock tells would make any change count

double median(std::vector<double> values) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double squared_error(model::Counters const &counters) {
    auto const deviation = deviation_ms(counters).value_or(0);
    return deviation * deviation / counters[Counter::calls];
}

/// What earlier periods are compared with: of periods with few calls so many neighbours together that they have enough.
std::vector<model::Counters> comparable(QuerySeries const &series, std::size_t first, double min_calls) {
    std::vector<model::Counters> list;
    model::Counters open;
    for (auto const &step : series.steps) {
        if (step.snapshot >= first) break;
        add(open, step.counters);
        if (open[Counter::calls] < min_calls) continue;
        list.push_back(open);
        open = {};
    }
    if (open[Counter::calls] > 0 && !list.empty()) add(list.back(), open);
    return list;
}

} // namespace

std::optional<Regression> find_regression(QuerySeries const &series, std::size_t first, RegressionRule const &rule) {
    model::Counters now, earlier;
    for (auto const &step : series.steps)
        if (step.snapshot >= first) add(now, step.counters);
    std::vector<double> means;
    for (auto const &period : comparable(series, first, rule.min_calls)) {
        add(earlier, period);
        means.push_back(*mean_ms(period));
    }
    if (means.empty() || !(now[Counter::calls] >= rule.min_calls)) return std::nullopt;
    Regression found;
    found.periods = means.size();
    found.now_ms = *mean_ms(now);
    double deviation = 0;
    if (means.size() >= k_enough_periods) {
        found.before_ms = median(means);
        auto distances = means;
        for (auto &one : distances) one = std::abs(one - found.before_ms);
        deviation = std::max(k_deviations_of_mad * median(distances), k_least_share * found.before_ms);
    } else {
        found.before_ms = *mean_ms(earlier);
        deviation = std::max(std::sqrt(squared_error(now) + squared_error(earlier)), k_least_share * found.before_ms);
    }
    auto const growth = found.now_ms - found.before_ms;
    if (growth < rule.min_ms || found.now_ms < rule.factor * found.before_ms) return std::nullopt;
    found.deviations = deviation > 0 ? growth / deviation : rule.deviations;
    if (found.deviations < rule.deviations) return std::nullopt;
    return found;
}

std::string_view why_not_judged(QuerySeries const &series, std::size_t first, RegressionRule const &rule) {
    auto const now = sum(series, first, SIZE_MAX);
    if (!(now[Counter::calls] > 0)) return {};
    if (!(now[Counter::total_ms] > 0)) return "no times";
    if (now[Counter::calls] < rule.min_calls) return "few calls";
    return comparable(series, first, rule.min_calls).empty() ? "few calls before" : "";
}

double more_ms(std::optional<Regression> const &regression, double total_ms) {
    if (!regression) return total_ms > 0 ? total_ms * 1e-9 : 0;
    return total_ms * (1 - regression->before_ms / regression->now_ms);
}

std::string sparkline(std::vector<std::optional<double>> const &values) {
    constexpr std::array<char const *, 8> k_bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double greatest = 0;
    for (auto const &value : values) greatest = std::max(greatest, value.value_or(0));
    std::string text;
    for (auto const &value : values) {
        auto const share = value && greatest > 0 ? *value / greatest : 0;
        text += value ? k_bars[std::min<std::size_t>(static_cast<std::size_t>(share * k_bars.size()), 7)] : " ";
    }
    return text;
}

} // namespace scribe::workload
