// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// What a value looks like, seen by code where a pattern cannot say it. All take trimmed values.
namespace scribe::classify {

struct NumberShape {
    std::int64_t whole = 0; ///< the part before the point
    double value = 0;
    int decimals = -1;         ///< digits after the point; -1 without a point
    bool leading_zero = false; ///< "007"
};

/// A decimal number, negative perhaps, of at most 18 digits before the point.
std::optional<NumberShape> number_shape(std::string_view text);

struct DateShape {
    int year = 0;
    bool time = false;    ///< a time of day follows that is not midnight
    bool compact = false; ///< 19840229: also a number
};

/// A calendar date: year-month-day, or day and month before the year, parted by - / or .; also 19840229, 29-Feb-1984
/// and 29/02/84.
std::optional<DateShape> date_shape(std::string_view text);

enum class PhoneShape {
    none,
    bare,    ///< digits alone: any number may look so
    grouped, ///< groups of digits, or digits after the 0 that trunk calls begin with
    strong,  ///< written as only telephone numbers are: +44 ..., (020) ..., 020 7946 0000, 212-555-0123
};

/// Ten digits that can be a North American number: about every second number of ten digits can.
bool is_north_american_number(std::string_view text);

/// 7 to 15 digits in groups, with an extension perhaps.
PhoneShape phone_shape(std::string_view text);

} // namespace scribe::classify
