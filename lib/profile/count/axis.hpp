// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "profile/count/reservoir.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace scribe::profile {

/// What can be said of finite numbers on an axis, whatever they measure.
class Axis {
public:
    /// Keeps at most `kept` of the numbers.
    explicit Axis(std::size_t kept) : m_reservoir(kept) {}

    void add(double number) {
        m_reservoir.add(number);
        if (m_count++ == 0) m_shift = m_last = m_min = m_max = number;
        m_up += number > m_last ? 1 : 0;
        m_down += number < m_last ? 1 : 0;
        m_last = number;
        m_min = number < m_min ? number : m_min;
        m_max = number > m_max ? number : m_max;
        // Sums around the first number: those around 0 cancel for timestamps.
        auto const x = number - m_shift;
        auto const square = x * x;
        m_sum += x;
        m_squares += square;
        m_cubes += square * x;
        m_fourths += square * square;
    }

    std::int64_t count() const { return m_count; }
    double min() const { return m_min; }
    double max() const { return m_max; }

    /// Mean, sd, skew and mad with their intervals; `exact`: all rows were read. A skew that a few numbers of a sample
    /// decide is left out.
    void moments(model::NumberFacts &facts, bool exact);
    model::Estimate mean(bool exact) const;
    /// quantiles, quantile_error, histogram, bars, order of the profile. `print` writes a number of the axis.
    void distribution(model::ColumnProfile &profile, std::string axis, bool exact,
                      std::function<std::string(double)> const &print);
    /// Share of the numbers farther from the quartiles than three times their distance.
    double outliers();
    /// The sample, sorted.
    std::vector<double> const &sorted() { return m_reservoir.sort(); }

private:
    std::string order() const;
    std::optional<double> skew_error(double skew, double mean, double sd);
    model::Estimate mad(bool exact);

    Reservoir m_reservoir;
    std::int64_t m_count = 0, m_up = 0, m_down = 0;
    double m_shift = 0, m_last = 0, m_min = 0, m_max = 0;
    double m_sum = 0, m_squares = 0, m_cubes = 0, m_fourths = 0;
};

/// The number at `part` (0 to 1) of a sorted list that is not empty.
double quantile_of(std::vector<double> const &sorted, double part);

/// Six significant digits: what is stored of shares and estimates.
double rounded(double number);
/// The same for the three figures; what is not finite becomes nothing.
model::Estimate rounded(model::Estimate estimate);

} // namespace scribe::profile
