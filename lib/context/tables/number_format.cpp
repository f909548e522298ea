// SPDX-License-Identifier: MIT
#include "context/tables/number_format.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace scribe::context {

namespace {

constexpr std::int64_t k_seconds_a_day = 86400;
/// 9999-12-31
constexpr double k_most_days = 2958466;

std::string plain_number(double value) {
    if (value == std::trunc(value) && std::abs(value) < 1e15)
        return fmt::format("{}", static_cast<std::int64_t>(value));
    return fmt::format("{:.15g}", value); // as many digits as spreadsheets show
}

std::string clock(std::int64_t seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string date_text(double value, NumberFormat format, bool from_1904) {
    auto const seconds = static_cast<std::int64_t>(std::llround(value * static_cast<double>(k_seconds_a_day)));
    auto const day = seconds / k_seconds_a_day;
    auto const rest = seconds % k_seconds_a_day;
    if (!format.date) return clock(seconds);
    using namespace std::chrono;
    // Spreadsheets count 1900-02-29, which never was, as day 60.
    auto const epoch = from_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / (day < 60 ? 31 : 30)};
    auto const date = year_month_day{epoch + days{day}};
    auto text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                            static_cast<unsigned>(date.day()));
    if (format.time) text += " " + clock(rest);
    return text;
}

/// Behind what opens at `at`: "quoted", [in brackets], \x, _x and *x; `at` when nothing does.
std::size_t skip_literal(std::string_view code, std::size_t at) {
    char const c = code[at];
    if (c == '\\' || c == '_' || c == '*') return std::min(at + 2, code.size());
    if (c != '"' && c != '[') return at;
    auto const end = code.find(c == '"' ? '"' : ']', at + 1);
    return end == std::string_view::npos ? code.size() : end + 1;
}

} // namespace

NumberFormat built_in_format(int id) {
    bool const date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                      (id >= 50 && id <= 54) || id == 57 || id == 58;
    bool const time =
        (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56;
    return {date, time, id == 9 || id == 10};
}

NumberFormat format_of_code(std::string_view code) {
    NumberFormat format;
    bool month_or_minute = false;
    auto const lower = base::to_lower_ascii(code);
    // What follows a semicolon is for negative numbers and texts.
    for (std::size_t at = 0; at < lower.size() && lower[at] != ';';) {
        auto const rest = std::string_view{lower}.substr(at);
        if (rest.starts_with("general")) {
            at += 7;
            continue;
        }
        if (rest.starts_with("[h") || rest.starts_with("[m") || rest.starts_with("[s")) format.time = true;
        if (auto const next = skip_literal(lower, at); next != at) {
            at = next;
            continue;
        }
        char const c = lower[at++];
        if (c == 'y' || c == 'd') format.date = true;
        else if (c == 'h' || c == 's') format.time = true;
        else if (c == 'm') month_or_minute = true;
        else if (c == '%') format.percent = true;
    }
    if (month_or_minute && !format.time) format.date = true;
    return format;
}

std::string number_text(std::string const &number, NumberFormat format, bool from_1904) {
    double value = 0;
    auto const *const end = number.data() + number.size();
    auto const [at, error] = std::from_chars(number.data(), end, value);
    if (error != std::errc{} || at != end || !std::isfinite(value)) return number;
    if ((format.date || format.time) && value >= 0 && value < k_most_days) return date_text(value, format, from_1904);
    if (format.percent) return plain_number(std::round(value * 1e12) / 1e10) + "%";
    return plain_number(value);
}

} // namespace scribe::context
