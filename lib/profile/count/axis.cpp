// SPDX-License-Identifier: MIT
#include "profile/count/axis.hpp"

#include "base/digits.hpp"
#include "profile/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

double rounded(double number) { return base::to_digits(number, 6); }

model::Estimate rounded(model::Estimate estimate) {
    if (!std::isfinite(estimate.value)) return {};
    return {rounded(estimate.value), rounded(estimate.low), rounded(estimate.high)};
}

double quantile_of(std::vector<double> const &sorted, double part) {
    auto const last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(std::clamp(std::round(part * last), 0.0, last))];
}

namespace {

/// The mean of the two in the middle of an even number.
double median_of(std::vector<double> const &sorted) {
    auto const half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
}

/// How far the numbers are from one, sorted: on either side of it they are in order.
std::vector<double> distances(std::vector<double> const &sorted, double center) {
    std::vector<double> below, above, all(sorted.size());
    auto const middle = std::lower_bound(sorted.begin(), sorted.end(), center);
    for (auto at = middle; at != sorted.begin();) below.push_back(center - *--at);
    for (auto at = middle; at != sorted.end(); ++at) above.push_back(*at - center);
    std::merge(below.begin(), below.end(), above.begin(), above.end(), all.begin());
    return all;
}

} // namespace

model::Estimate Axis::mean(bool exact) const {
    if (m_count == 0) return {};
    auto const n = static_cast<double>(m_count);
    auto const around = m_sum / n;
    auto const mean = m_shift + around;
    auto const variance = std::max(0.0, m_squares / n - around * around);
    auto const error = exact ? 0 : k_z95 * std::sqrt(variance / n);
    return rounded({mean, mean - error, mean + error});
}

void Axis::moments(model::NumberFacts &facts, bool exact) {
    if (m_count == 0) return;
    auto const n = static_cast<double>(m_count);
    facts.mean = mean(exact);
    auto const m1 = m_sum / n, m2 = m_squares / n, m3 = m_cubes / n, m4 = m_fourths / n;
    auto const variance = std::max(0.0, m2 - m1 * m1);
    if (n > 1) {
        auto const sd = std::sqrt(variance * n / (n - 1));
        auto const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
        auto const kurtosis = variance > 0 ? std::max(1.0, fourth / (variance * variance)) : 1;
        // Delta method: var(s) = s^2 (kurtosis - 1) / 4n.
        auto const error = exact ? 0 : k_z95 * sd * std::sqrt((kurtosis - 1) / (4 * n));
        facts.sd = rounded({sd, std::max(0.0, sd - error), sd + error});
    }
    if (variance > 0 && n > 2) {
        auto const third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
        auto const skew = third / (variance * std::sqrt(variance));
        auto const error = exact ? std::optional{0.0} : skew_error(skew, m_shift + m1, std::sqrt(variance));
        if (error) facts.skew = rounded({skew, skew - *error, skew + *error});
    }
    facts.mad = rounded(mad(exact));
}

/// Half of the interval of a skew of a sample: the delta method, with the influence z^3 - 3z - g - 3/2 g (z^2 - 1) of a
/// number z sd from the mean. Nothing where few numbers decide it: those of the tail that the sample lacks would, too.
std::optional<double> Axis::skew_error(double skew, double mean, double sd) {
    double squares = 0, cubes = 0, greatest = 0;
    auto const &sample = m_reservoir.sort();
    for (auto const number : sample) {
        auto const z = (number - mean) / sd;
        auto const cube = std::abs(z * z * z);
        auto const influence = z * z * z - 3 * z - skew - 1.5 * skew * (z * z - 1);
        squares += influence * influence;
        cubes += cube;
        greatest = std::max(greatest, cube);
    }
    constexpr double k_few = 0.1;
    if (greatest > k_few * cubes) return std::nullopt;
    return k_z95 * std::sqrt(squares / static_cast<double>(sample.size()) / static_cast<double>(m_count));
}

/// The interval holds the distances from each number that may be the median.
model::Estimate Axis::mad(bool exact) {
    auto const &sample = m_reservoir.sort();
    auto const median = median_of(sample);
    auto const value = median_of(distances(sample, median));
    if (exact && m_reservoir.complete()) return {value, value, value};
    auto const error = rank_error(static_cast<std::int64_t>(sample.size()));
    model::Estimate found{value, value, value};
    for (auto const center : {quantile_of(sample, 0.5 - error), median, quantile_of(sample, 0.5 + error)}) {
        auto const around = distances(sample, center);
        found.low = std::min(found.low, quantile_of(around, 0.5 - error));
        found.high = std::max(found.high, quantile_of(around, 0.5 + error));
    }
    return found;
}

std::string Axis::order() const {
    if (m_count < 3) return {};
    if (m_up == 0 && m_down == 0) return "constant";
    if (m_down == 0) return "ascending";
    if (m_up == 0) return "descending";
    return {};
}

double Axis::outliers() {
    auto const &sample = m_reservoir.sort();
    if (sample.size() < 8) return 0;
    auto const low = quantile_of(sample, 0.25), high = quantile_of(sample, 0.75);
    auto const reach = 3 * (high - low);
    if (!(reach > 0)) return 0;
    auto const first = std::lower_bound(sample.begin(), sample.end(), low - reach);
    auto const last = std::upper_bound(sample.begin(), sample.end(), high + reach);
    auto const inside = static_cast<double>(last - first);
    return 1 - inside / static_cast<double>(sample.size());
}

void Axis::distribution(model::ColumnProfile &profile, std::string axis, bool exact,
                        std::function<std::string(double)> const &print) {
    if (m_count == 0) return;
    profile.axis = std::move(axis);
    profile.order = order();
    auto const &sample = m_reservoir.sort();
    profile.quantile_error =
        exact && m_reservoir.complete() ? 0 : rounded(rank_error(static_cast<std::int64_t>(sample.size())));
    for (int percent = 1; percent < 100; ++percent)
        profile.quantiles.push_back(base::to_digits(quantile_of(sample, percent / 100.0), 15));
    constexpr int k_buckets = 20;
    for (int i = 0; i <= k_buckets; ++i) {
        auto const bound = i == 0           ? m_min
                           : i == k_buckets ? m_max
                                            : quantile_of(sample, static_cast<double>(i) / k_buckets);
        profile.histogram.push_back(print(bound));
    }
    auto const low = quantile_of(sample, 0.01), high = quantile_of(sample, 0.99);
    auto const width = (high - low) / k_buckets;
    if (!(width > 0) || !std::isfinite(width)) return;
    std::vector<std::int64_t> counts(k_buckets);
    for (auto const number : sample) {
        auto const at = std::clamp((number - low) / width, 0.0, k_buckets - 1.0);
        ++counts[static_cast<std::size_t>(at)];
    }
    for (auto const count : counts)
        profile.bars.push_back(rounded(static_cast<double>(count) / static_cast<double>(sample.size())));
}

} // namespace scribe::profile
