// SPDX-License-Identifier: MIT
#include "llm/rate.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace scribe::llm {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::system_clock;

/// Who says more is not believed.
constexpr double k_longest_seconds = 7 * 86'400;

/// The header that tells when what `name` counts is full again; empty for headers that count nothing.
std::string reset_of(std::string const &name) {
    if (name.starts_with("x-ratelimit-remaining-")) return "x-ratelimit-reset-" + name.substr(22);
    std::string_view const end = "-remaining";
    if (name.starts_with("anthropic-ratelimit-") && name.ends_with(end))
        return name.substr(0, name.size() - end.size()) + "-reset";
    return {};
}

milliseconds until(std::string_view text, Clock::time_point now) {
    if (auto const wait = parse_wait(text)) return *wait;
    if (auto const time = parse_time(text))
        return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(*time - now));
    return milliseconds{0};
}

} // namespace

std::optional<milliseconds> parse_wait(std::string_view text) {
    double total = 0;
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        double number = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || number < 0) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.starts_with("ms")) {
            total += number / 1000;
            text.remove_prefix(2);
            continue;
        }
        char const unit = text.empty() ? 's' : text.front();
        if (!text.empty()) text.remove_prefix(1);
        if (unit == 's') total += number;
        else if (unit == 'm') total += number * 60;
        else if (unit == 'h') total += number * 3600;
        else return std::nullopt;
    }
    return milliseconds{static_cast<std::int64_t>(std::min(total, k_longest_seconds) * 1000)};
}

std::optional<Clock::time_point> parse_time(std::string_view text) {
    // 2026-01-31T12:00:05
    if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    auto const number = [&](std::size_t from, std::size_t size) { return base::parse_int(text.substr(from, size)); };
    auto const year = number(0, 4), month = number(5, 2), day = number(8, 2);
    auto const hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
    std::chrono::year_month_day const date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

milliseconds wait_asked(http::Response const &response, Clock::time_point now) {
    milliseconds wait = response.ok() ? milliseconds{0} : milliseconds{response.retry_after};
    for (auto const &[name, value] : response.headers) {
        if (name == "retry-after-ms" && !response.ok()) {
            if (auto const number = base::parse_int(value); number && *number > 0)
                wait = milliseconds{std::min<std::int64_t>(*number, 86'400'000)};
            continue;
        }
        if (value != "0") continue;
        auto const reset = reset_of(name);
        if (!reset.empty()) wait = std::max(wait, until(response.header(reset), now));
    }
    return wait;
}

} // namespace scribe::llm
