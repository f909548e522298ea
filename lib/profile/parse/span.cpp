// SPDX-License-Identifier: MIT
#include "profile/parse/span.hpp"

#include "profile/parse/moment.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

namespace scribe::profile {

namespace {

constexpr double k_day = static_cast<double>(k_day_seconds);

/// Takes a number off the beginning.
template <typename T> bool take(std::string_view &text, T &number) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

/// "04:05:06.7", hours without a bound.
std::optional<double> parse_clock(std::string_view text) {
    std::int64_t hours = 0, minutes = 0;
    double seconds = 0;
    auto const colon = [&text] {
        bool const there = text.starts_with(':');
        if (there) text.remove_prefix(1);
        return there;
    };
    if (!take(text, hours) || !colon() || !take(text, minutes)) return {};
    if (colon() && !take(text, seconds)) return {};
    if (!text.empty() && text[0] != '+' && text[0] != '-') return {}; // an offset, of times of day
    return static_cast<double>(hours) * 3600 + static_cast<double>(minutes) * 60 + seconds;
}

std::optional<double> unit_seconds(std::string_view unit) {
    static constexpr std::pair<std::string_view, double> k_units[] = {
        {"year", 360 * k_day}, {"mon", 30 * k_day}, {"day", k_day}};
    if (unit.ends_with('s')) unit.remove_suffix(1);
    for (auto const &[name, seconds] : k_units)
        if (unit == name) return seconds;
    return {};
}

} // namespace

std::optional<double> parse_span(std::string_view text) {
    double sum = 0;
    if (text.empty()) return {};
    while (!text.empty()) {
        auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        double const sign = word.starts_with('-') ? -1 : 1;
        if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
        if (word.find(':') != std::string_view::npos) {
            auto const clock = parse_clock(word);
            if (!clock || !text.empty()) return {};
            return sum + sign * *clock;
        }
        std::int64_t count = 0;
        if (!take(word, count) || !word.empty()) return {};
        auto const unit = unit_seconds(text.substr(0, text.find(' ')));
        if (!unit) return {};
        text.remove_prefix(std::min(text.size(), text.find(' ') == text.npos ? text.size() : text.find(' ') + 1));
        sum += sign * static_cast<double>(count) * *unit;
    }
    return sum;
}

std::string span_text(double seconds) {
    auto const whole = std::llround(std::fabs(seconds));
    auto const days = whole / k_day_seconds, rest = whole % k_day_seconds;
    auto const clock = fmt::format("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    auto const text =
        days == 0 ? clock : fmt::format("{} {}{}", days, days == 1 ? "day" : "days", rest == 0 ? "" : " " + clock);
    return seconds < 0 && whole > 0 ? "-" + text : text;
}

} // namespace scribe::profile
