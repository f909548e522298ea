// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/axis.hpp"
#include "profile/count/limits.hpp"
#include "profile/parse/moment.hpp"

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
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
    std::array<std::int64_t, 5>
        m_finest{}; ///< by what the time of day needs: hour, minute, second, milli-, microsecond
    std::array<std::int64_t, k_date_styles> m_styles{};
    std::vector<bool> m_days; ///< of 1900 to 2099, which have a value
};

/// Counts dates as they are written. Whether 03/04/2024 is of March or of April only all dates of a column tell: until
/// they do, both are counted.
class WrittenDates {
public:
    explicit WrittenDates(Limits const &limits) : m_limits(limits) {}

    /// Counts the text when it is a date; false when it is none.
    bool add(std::string_view text);
    /// Counts eight digits, which are a date perhaps.
    void add_digits(std::string_view text);
    /// Decides how the dates are read. True when digits are what they are written with, and nearly all of `numbers`
    /// numbers are such dates. Call it before what follows, when all are counted.
    bool settle(std::int64_t numbers);

    /// The dates, nothing when there is none.
    DateCounter *dates() const { return m_dates.get(); }
    /// "day first", when that had to be found out.
    std::string_view reading() const;

private:
    bool year_may_be_first() const;
    void decide();

    Limits m_limits;
    std::unique_ptr<DateCounter> m_dates;  ///< read as m_order says
    std::unique_ptr<DateCounter> m_others; ///< read the other way round, while that is open
    std::unique_ptr<DateCounter> m_digits; ///< of eight digits
    DayOrder m_order = DayOrder::month_first;
    bool m_decided = false;
    std::int64_t m_slashed = 0, m_month_first = 0, m_day_first = 0; ///< the latter two can be read in one way only
    std::int64_t m_eight = 0;                                       ///< texts of eight digits
    std::bitset<100> m_firsts, m_lasts;                             ///< of dates with a year of two digits
};

} // namespace scribe::profile
