// SPDX-License-Identifier: MIT
#include "classify/values/shapes.hpp"
#include "classify/checksum/digits.hpp"

#include "base/parse/month_name.hpp"

#include <array>
#include <charconv>
#include <string>

namespace scribe::classify {

namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

int to_int(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// Who is born in 35 was so in 1935.
int full_year(int year) { return year + (year <= 30 ? 2000 : 1900); }

bool is_day(int year, int month, int day) {
    constexpr std::array<int, 13> k_days{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= k_days[static_cast<std::size_t>(month)];
}

/// The part of a date value after the day: empty, or a time. False when it is neither.
bool read_time(std::string_view rest, bool &time) {
    if (rest.empty()) return true;
    if (rest.front() != 'T' && rest.front() != ' ') return false;
    rest.remove_prefix(1);
    if (rest.size() < 4 || digits_at(rest, 0) == 0) return false;
    for (char const c : rest) {
        if (c >= '1' && c <= '9') time = true;
        if (!is_digit(c) && std::string_view{":.+-Z APMapm"}.find(c) == std::string_view::npos) return false;
    }
    return rest.find(':') != std::string_view::npos;
}

/// 29-Feb-1984, 29 February 84, 29 de febrero de 1984: the year, nothing when it is no date. `at`: of the month.
std::optional<int> year_behind_month(std::string_view text, std::size_t at, bool &time) {
    char const mark = text[at - 1];
    if (text.substr(at).starts_with("de ")) at += 3;
    std::size_t length = 0;
    if (base::read_month_name(text.substr(at), length) == 0) return std::nullopt;
    auto end = at + length;
    if (mark == ' ' && end < text.size() && text[end] == '.') ++end;
    if (end >= text.size() || text[end] != mark) return std::nullopt;
    if (text.substr(end + 1).starts_with("de ")) end += 3;
    auto const digits = digits_at(text, end + 1);
    if ((digits != 4 && digits != 2) || !read_time(text.substr(end + 1 + digits), time)) return std::nullopt;
    auto const year = to_int(text.substr(end + 1, digits));
    return digits == 4 ? year : full_year(year);
}

/// 19840229
std::optional<DateShape> compact_date(std::string_view text) {
    DateShape const shape{to_int(text.substr(0, 4)), false, true};
    bool const usual = shape.year >= 1900 && shape.year <= 2100;
    return usual && is_day(shape.year, to_int(text.substr(4, 2)), to_int(text.substr(6))) ? std::optional{shape}
                                                                                          : std::nullopt;
}

/// 29-Feb-1984, 29. Februar 1984. `first`: digits of the day.
std::optional<DateShape> named_date(std::string_view text, std::size_t first) {
    auto const month = first + (text[first] == '.' && text.substr(first + 1).starts_with(' ') ? 2 : 1);
    DateShape shape;
    auto const year = year_behind_month(text, month, shape.time);
    shape.year = year.value_or(0);
    return year && to_int(text.substr(0, first)) <= 31 ? std::optional{shape} : std::nullopt;
}

/// Three numbers with the same mark between them, of which the first has so many digits.
std::optional<DateShape> numbered_date(std::string_view text, std::size_t first) {
    DateShape shape;
    char const separator = text[first];
    std::size_t const second = digits_at(text, first + 1);
    std::size_t const third_at = first + second + 2;
    if (second == 0 || second > 2 || third_at >= text.size() || text[third_at - 1] != separator) return std::nullopt;
    std::size_t const third = digits_at(text, third_at);
    if (!read_time(text.substr(third_at + third), shape.time)) return std::nullopt;
    int const a = to_int(text.substr(0, first)), b = to_int(text.substr(first + 1, second)),
              c = to_int(text.substr(third_at, third));
    if (first == 4 && third >= 1 && third <= 2) {
        shape.year = a;
        return is_day(a, b, c) ? std::optional{shape} : std::nullopt;
    }
    bool const brief = first == 2 && second == 2 && third == 2 && separator != '-';
    if (first > 2 || (third != 4 && !brief)) return std::nullopt;
    shape.year = brief ? full_year(c) : c;
    return is_day(shape.year, b, a) || is_day(shape.year, a, b) ? std::optional{shape} : std::nullopt;
}

} // namespace

std::optional<NumberShape> number_shape(std::string_view text) {
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::size_t const whole = digits_at(text, 0);
    if (whole == 0 || whole > 18) return std::nullopt;
    NumberShape shape;
    std::size_t end = whole;
    if (end < text.size() && text[end] == '.') {
        std::size_t const decimals = digits_at(text, end + 1);
        if (decimals == 0) return std::nullopt;
        shape.decimals = static_cast<int>(decimals);
        end += 1 + decimals;
    }
    if (end != text.size()) return std::nullopt;
    std::from_chars(text.data(), text.data() + whole, shape.whole);
    std::from_chars(text.data(), text.data() + text.size(), shape.value);
    shape.leading_zero = whole > 1 && text.front() == '0';
    if (negative) {
        shape.whole = -shape.whole;
        shape.value = -shape.value;
    }
    return shape;
}

std::optional<DateShape> date_shape(std::string_view text) {
    std::size_t const first = digits_at(text, 0);
    if (first == 8 && text.size() == 8) return compact_date(text);
    if (first == 0 || first > 4 || first >= text.size()) return std::nullopt;
    char const separator = text[first];
    bool const marked = separator == '-' || separator == '/' || separator == '.';
    if (!marked && separator != ' ') return std::nullopt;
    auto const next = text.find_first_not_of(' ', first + 1);
    if (first <= 2 && next != std::string_view::npos && (text[next] | 0x20) >= 'a') return named_date(text, first);
    return marked ? numbered_date(text, first) : std::nullopt;
}

} // namespace scribe::classify
