// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/axis.hpp"
#include "profile/count/limits.hpp"
#include "profile/parse/moment.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// Counts dates and timestamps.
class DateCounter {
public:
    explicit DateCounter(Limits const &limits) : m_limits(limits), m_axis(limits.kept) {}

    /// A date that parse_moment made of `text`; invalid ones too, none not.
    void add(Moment const &moment, std::string_view text);

    std::int64_t count() const { return m_count; }
    std::int64_t valid() const { return m_count - m_invalid; }
    std::int64_t finite() const { return m_axis.count(); }
    std::string const &min() const { return m_min; }
    std::string const &max() const { return m_max; }
    /// Share of the dates that are written in the most frequent style.
    double main_style_share() const;
    Axis &axis() { return m_axis; }
    void finish(model::DateFacts &facts, bool exact) const;

private:
    void find_gaps(model::DateFacts &facts, bool exact) const;

    Limits m_limits;
    Axis m_axis;
    std::string m_min, m_max;
    std::int64_t m_count = 0, m_invalid = 0, m_infinite = 0, m_midnight = 0, m_future = 0, m_ancient = 0;
    std::int64_t m_first_of_month = 0, m_first_of_year = 0;
    std::array<std::int64_t, 5>
        m_finest{}; ///< by what the time of day needs: hour, minute, second, milli-, microsecond
    std::array<std::int64_t, 5> m_styles{};
    std::vector<bool> m_days; ///< of 1900 to 2099, which have a value
};

} // namespace scribe::profile
