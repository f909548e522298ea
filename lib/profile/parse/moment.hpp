// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::profile {

/// How text writes a date.
enum class DateStyle : std::uint8_t {
    iso,         ///< 2024-02-29
    slashes,     ///< 2024/02/29
    dotted,      ///< 29.02.2024, 29.02.24
    month_first, ///< 02/29/2024, 02/29/24
    day_first,   ///< 29/02/2024, 29/02/24
    named,       ///< 29-Feb-2024, 29 February 2024, Feb 29, 2024
    compact      ///< 20240229
};
constexpr std::size_t k_date_styles = 7;

/// Which of two numbers parted by / is the day, where both may be.
enum class DayOrder : std::uint8_t { month_first, day_first };

/// A point in time as text has it.
struct Moment {
    /// none: the text has not the shape of a date. invalid: it has, but there is no such day or time.
    enum class Kind : std::uint8_t { none, invalid, finite, infinite };
    Kind kind = Kind::none;
    DateStyle style = DateStyle::iso;
    bool has_time = false;
    bool open = false;        ///< read as DayOrder said: day and month may be the other way round
    std::uint8_t first = 0;   ///< of dates with a year of two digits: the first number
    std::uint8_t last = 0;    ///< of those: the last one
    bool short_year = false;  ///< 00 to 69 are of this century
    bool negative = false;    ///< of infinite ones: -infinity
    std::int32_t micros = 0;  ///< of the second
    std::int64_t seconds = 0; ///< since 1970-01-01 00:00 UTC; what has no offset counts as UTC
    std::int64_t of_day = 0;  ///< seconds since midnight as written, without regard to the offset
};

/// Reads dates and timestamps as databases print them, ISO also with T and Z, " BC", infinity, and the most common
/// ways to write a date in text, with names of months.
Moment parse_moment(std::string_view text, DayOrder order = DayOrder::month_first);

/// Reads 20240229; none when it is no day of the years from 1800 to 2199, or of 9999.
Moment parse_compact_date(std::string_view text);

/// Reads a time of day, "23:59:59.5", with or without an offset; its seconds are those since midnight.
Moment parse_time(std::string_view text);

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar; year 0 is 1 BC.
std::int64_t days_from_date(std::int64_t year, int month, int day);
/// The reverse as ISO text: "2024-02-29", "0044-03-15 BC".
std::string date_text(std::int64_t days);
/// Seconds since 1970 as "2024-02-29 12:00:00", or only the date at midnight.
std::string moment_text(double seconds);

constexpr std::int64_t k_day_seconds = 86400;

/// The day of a second, rounded down also before 1970.
constexpr std::int64_t day_of(std::int64_t seconds) {
    return seconds >= 0 ? seconds / k_day_seconds : -((-seconds + k_day_seconds - 1) / k_day_seconds);
}

} // namespace scribe::profile
