// SPDX-License-Identifier: MIT
#include "workload/dump/utc_time.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace scribe::workload {

namespace {

/// Takes a number of `digits` digits from the beginning of the text.
std::optional<int> take_number(std::string_view &text, std::size_t digits) {
    if (text.size() < digits || text.substr(0, digits).find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    auto const number = base::parse_int(text.substr(0, digits));
    text.remove_prefix(digits);
    return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

bool take(std::string_view &text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

/// hh[:mm[:ss]], in seconds.
std::optional<int> take_clock(std::string_view &text) {
    int seconds = 0;
    for (int const unit : {3600, 60, 1}) {
        if (unit != 3600 && !take(text, ":")) break;
        auto const part = take_number(text, 2);
        if (!part || *part >= (unit == 3600 ? 24 : unit == 60 ? 60 : 61)) return std::nullopt;
        seconds += *part * unit;
    }
    return seconds;
}

/// A time zone at the end of the text, in seconds east of Greenwich.
std::optional<int> take_zone(std::string_view text) {
    if (text.empty() || text == "Z" || text == " UTC") return 0;
    bool const east = text.front() == '+';
    if (!take(text, "+-")) return std::nullopt;
    auto const offset = take_clock(text);
    if (!offset || !text.empty()) return std::nullopt;
    return east ? *offset : -*offset;
}

/// Digits behind a point, where there is one.
std::string take_fraction(std::string_view &text) {
    if (!take(text, ".")) return {};
    auto const end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string digits{text.substr(0, end)};
    text.remove_prefix(end);
    return digits;
}

} // namespace

std::optional<std::string> utc_time(std::string_view text, int digits) {
    auto const year = take_number(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    auto const month = take_number(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    auto const day = take_number(text, 2);
    if (!day) return std::nullopt;
    using namespace std::chrono;
    year_month_day const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    int seconds = 0;
    std::string fraction;
    if (take(text, " T")) {
        auto const clock = take_clock(text);
        if (!clock) return std::nullopt;
        fraction = take_fraction(text);
        auto const zone = take_zone(text);
        if (!zone) return std::nullopt;
        seconds = *clock - *zone;
    } else if (!text.empty()) return std::nullopt;
    fraction.resize(static_cast<std::size_t>(digits), '0');
    auto const time = sys_days{date} + std::chrono::seconds{seconds};
    auto const days_of = floor<days>(time);
    year_month_day const utc{days_of};
    hh_mm_ss const clock{time - days_of};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{}Z", static_cast<int>(utc.year()),
                       static_cast<unsigned>(utc.month()), static_cast<unsigned>(utc.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), fraction);
}

} // namespace scribe::workload
