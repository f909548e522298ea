// SPDX-License-Identifier: MIT
#include "profile/parse/moment.hpp"

#include "base/parse/month_name.hpp"

#include <fmt/format.h>

#include <cmath>

namespace scribe::profile {

namespace {

/// Reads text from the left.
struct Cursor {
    char const *at, *end;

    bool done() const { return at == end; }
    bool skip(char c) {
        if (at == end || *at != c) return false;
        ++at;
        return true;
    }
    bool skip(std::string_view word) {
        if (!std::string_view{at, static_cast<std::size_t>(end - at)}.starts_with(word)) return false;
        at += word.size();
        return true;
    }
    /// Digits, at most `most`; gives how many there were.
    int digits(int most, std::int64_t &number) {
        number = 0;
        int count = 0;
        while (count < most && at != end && *at >= '0' && *at <= '9') {
            number = number * 10 + (*at++ - '0');
            ++count;
        }
        return count;
    }
};

int days_in_month(std::int64_t year, std::int64_t month) {
    static constexpr int k_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return k_days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/// Reads " PM" behind an hour from 1 to 12.
void read_half(Cursor &in, std::int64_t &hour, bool &valid) {
    auto const start = in;
    in.skip(' ');
    bool const after_noon = in.skip('P') || in.skip('p');
    if ((!after_noon && !in.skip('A') && !in.skip('a')) || (!in.skip('M') && !in.skip('m'))) {
        in = start;
        return;
    }
    valid = valid && hour >= 1 && hour <= 12;
    hour = hour % 12 + (after_noon ? 12 : 0);
}

/// Reads "23:59[:59[.5]]", "11:59 PM"; false when it has not that shape.
bool read_clock(Cursor &in, Moment &moment, bool &valid) {
    std::int64_t hour = 0, minute = 0, second = 0, fraction = 0;
    if (in.digits(2, hour) == 0 || !in.skip(':') || in.digits(2, minute) != 2) return false;
    if (in.skip(':') && in.digits(2, second) != 2) return false;
    if (in.skip('.') || in.skip(',')) {
        auto count = in.digits(6, fraction);
        if (count == 0) return false;
        for (; count < 6; ++count) fraction *= 10;
        std::int64_t rest = 0;
        in.digits(12, rest);
    }
    read_half(in, hour, valid);
    valid = valid && minute < 60 && second <= 60 && (hour < 24 || (hour == 24 && minute == 0 && second == 0));
    moment.has_time = true;
    moment.of_day = hour * 3600 + minute * 60 + second;
    moment.micros = static_cast<std::int32_t>(fraction);
    return true;
}

/// Reads "Z", "+02", "-03:30", " +0200" into seconds east of UTC; false when it has not that shape.
bool read_offset(Cursor &in, std::int64_t &offset) {
    if (in.skip('Z') || in.skip('z') || in.skip(" UTC") || in.skip(" GMT")) return true;
    auto const start = in;
    in.skip(' ');
    bool const west = in.skip('-');
    if (!west && !in.skip('+')) {
        in = start;
        return true;
    }
    std::int64_t hours = 0, minutes = 0, seconds = 0;
    if (in.digits(2, hours) != 2) return false;
    in.skip(':');
    auto const count = in.digits(2, minutes);
    if (count == 1) return false;
    if (count == 2 && in.skip(':') && in.digits(2, seconds) != 2) return false;
    offset = hours * 3600 + minutes * 60 + seconds;
    if (west) offset = -offset;
    return true;
}

/// Letters with a mark are bytes from 0x80 on.
bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool read_month_name(Cursor &in, std::int64_t &month) {
    std::size_t length = 0;
    month = base::read_month_name({in.at, static_cast<std::size_t>(in.end - in.at)}, length);
    in.at += length;
    return month != 0;
}

/// As PostgreSQL reads a year of two digits.
std::int64_t full_year(std::int64_t year) { return year + (year < 70 ? 2000 : 1900); }

struct DateParts {
    std::int64_t year = 0, month = 0, day = 0;
};

/// Reads a year of four digits, or of two.
bool read_year(Cursor &in, DateParts &parts) {
    auto const length = in.digits(4, parts.year);
    if (length == 2) parts.year = full_year(parts.year);
    return length == 4 || length == 2;
}

/// Reads "29-Feb-2024", "29. Februar 2024", "29 de febrero de 2024" behind the day and its mark.
bool read_named_date(Cursor &in, char mark, DateParts &parts) {
    if (mark == ' ') in.skip("de ");
    if (!read_month_name(in, parts.month)) return false;
    if (mark == ' ' && in.skip('.')) in.skip(' ');
    else if (!in.skip(mark)) return false;
    if (mark == ' ') in.skip("de ");
    return read_year(in, parts);
}

/// Reads "Feb 29, 2024".
bool read_month_and_day(Cursor &in, DateParts &parts) {
    if (!read_month_name(in, parts.month)) return false;
    in.skip('.');
    if (!in.skip(' ') || in.digits(2, parts.day) == 0) return false;
    in.skip(',');
    return in.skip(' ') && in.digits(4, parts.year) == 4;
}

/// Reads what follows the first two numbers, of which the year is none; false when it has not the shape of a date.
bool read_late_year(Cursor &in, char mark, DayOrder order, Moment &moment, DateParts &parts, std::int64_t first,
                    std::int64_t second, int digits) {
    std::int64_t third = 0;
    auto const length = in.digits(4, third);
    // Two digits are a year where two or three of such numbers are little else: versions are parted by dots, too.
    moment.short_year = length == 2 && (mark == '/' || digits == 4);
    if ((length != 4 && !moment.short_year) || mark == '-') return false;
    parts.year = moment.short_year ? full_year(third) : third;
    moment.first = static_cast<std::uint8_t>(first);
    moment.last = static_cast<std::uint8_t>(moment.short_year ? third : 0);
    moment.open = mark == '/' && first <= 12 && second <= 12;
    bool const day_first = mark == '.' || first > 12 || (moment.open && order == DayOrder::day_first);
    moment.style = mark == '.' ? DateStyle::dotted : day_first ? DateStyle::day_first : DateStyle::month_first;
    parts.day = day_first ? first : second;
    parts.month = day_first ? second : first;
    return true;
}

/// Reads the date part; false when it has not that shape.
bool read_date(Cursor &in, DayOrder order, Moment &moment, DateParts &parts) {
    if (!in.done() && is_letter(*in.at)) {
        moment.style = DateStyle::named;
        return read_month_and_day(in, parts);
    }
    std::int64_t first = 0, second = 0, third = 0;
    auto const length = in.digits(7, first);
    if (length == 0 || in.done()) return false;
    char const mark = *in.at;
    if (mark != '-' && mark != '/' && mark != '.' && mark != ' ') return false;
    ++in.at;
    // "29. Februar 2024": the mark is that of the day.
    char const between = mark == '.' && in.skip(' ') ? ' ' : mark;
    if (length <= 2 && !in.done() && is_letter(*in.at)) {
        moment.style = DateStyle::named;
        parts.day = first;
        return read_named_date(in, between, parts);
    }
    auto const second_length = in.digits(2, second);
    if (between == ' ' || second_length == 0 || !in.skip(mark)) return false;
    if (length <= 2) return read_late_year(in, mark, order, moment, parts, first, second, length + second_length);
    if (length == 3 || mark == '.' || second_length != 2 || in.digits(4, third) != 2) return false;
    moment.style = mark == '-' ? DateStyle::iso : DateStyle::slashes;
    parts = {first, second, third};
    return true;
}

Moment infinite(bool negative) {
    Moment moment;
    moment.kind = Moment::Kind::infinite;
    moment.negative = negative;
    return moment;
}

} // namespace

// As Howard Hinnant's "chrono-compatible low-level date algorithms" count: in eras of 400 years that begin in March.
std::int64_t days_from_date(std::int64_t year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    auto const era = (year >= 0 ? year : year - 399) / 400;
    auto const of_era = year - era * 400;
    auto const of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::string date_text(std::int64_t days) {
    days += 719468;
    auto const era = (days >= 0 ? days : days - 146096) / 146097;
    auto const of_era = days - era * 146097;
    auto const year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    auto const of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    auto const shifted = (5 * of_year + 2) / 153;
    auto const day = of_year - (153 * shifted + 2) / 5 + 1;
    auto const month = shifted < 10 ? shifted + 3 : shifted - 9;
    auto const year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    if (year <= 0) return fmt::format("{:04}-{:02}-{:02} BC", 1 - year, month, day);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string moment_text(double seconds) {
    // Beyond what databases can hold.
    if (!(std::fabs(seconds) < 1e13)) return seconds < 0 ? "-infinity" : "infinity";
    auto const whole = static_cast<std::int64_t>(std::floor(seconds));
    auto const day = day_of(whole);
    auto const rest = whole - day * k_day_seconds;
    auto date = date_text(day);
    if (rest == 0) return date;
    auto const clock = fmt::format(" {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    return date.ends_with(" BC") ? date.insert(date.size() - 3, clock) : date + clock;
}

Moment parse_time(std::string_view text) {
    Moment moment;
    Cursor in{text.data(), text.data() + text.size()};
    bool valid = true;
    std::int64_t offset = 0;
    if (!read_clock(in, moment, valid) || !read_offset(in, offset) || !in.done()) return {};
    moment.kind = valid ? Moment::Kind::finite : Moment::Kind::invalid;
    moment.seconds = moment.of_day;
    return moment;
}

Moment parse_compact_date(std::string_view text) {
    Moment moment;
    Cursor in{text.data(), text.data() + text.size()};
    std::int64_t year = 0, month = 0, day = 0;
    if (text.size() != 8 || in.digits(4, year) != 4 || in.digits(2, month) != 2 || in.digits(2, day) != 2) return {};
    bool const usual = (year >= 1800 && year < 2200) || year == 9999;
    if (!usual || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return {};
    moment.kind = Moment::Kind::finite;
    moment.style = DateStyle::compact;
    moment.seconds = days_from_date(year, static_cast<int>(month), static_cast<int>(day)) * k_day_seconds;
    return moment;
}

Moment parse_moment(std::string_view text, DayOrder order) {
    if (text == "infinity" || text == "-infinity") return infinite(text[0] == '-');
    Moment moment;
    Cursor in{text.data(), text.data() + text.size()};
    DateParts parts;
    std::int64_t offset = 0;
    if (!read_date(in, order, moment, parts)) return {};
    auto &[year, month, day] = parts;
    bool valid = month >= 1 && month <= 12 && day >= 1;
    bool before_christ = in.skip(" BC");
    if (!before_christ && (in.skip('T') || in.skip(' '))) {
        if (!read_clock(in, moment, valid) || !read_offset(in, offset)) return {};
        before_christ = in.skip(" BC");
    }
    if (!in.done()) return {};
    if (before_christ) year = 1 - year;
    if (!valid || day > days_in_month(year, month)) {
        if (moment.short_year) return {}; // any three numbers look so
        moment.kind = Moment::Kind::invalid;
        return moment;
    }
    moment.kind = Moment::Kind::finite;
    moment.seconds =
        days_from_date(year, static_cast<int>(month), static_cast<int>(day)) * k_day_seconds + moment.of_day - offset;
    return moment;
}

} // namespace scribe::profile
