// SPDX-License-Identifier: MIT
#include "export/queries/axis.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace scribe::exporter::queries {

namespace {

/// What clocks and counters can tell: beyond it a wrong figure would make an axis of nothing but decades.
constexpr double k_least = 1e-6, k_most = 1e15;
/// The room that 0 takes.
constexpr double k_zero_room = 44;

} // namespace

void Extent::add(double value) {
    if (!(value > 0)) {
        has_zero = true;
        return;
    }
    value = std::clamp(value, k_least, k_most);
    least = least > 0 ? std::min(least, value) : value;
    most = std::max(most, value);
}

LogAxis::LogAxis(Extent const &extent, double begin, double end)
    : m_has_zero(extent.has_zero), m_begin(begin), m_end(end) {
    if (extent.least > 0) {
        m_low = static_cast<int>(std::floor(std::log10(extent.least)));
        m_high = std::max(static_cast<int>(std::ceil(std::log10(extent.most))), m_low + 1);
    }
    m_first = m_has_zero ? begin + std::copysign(k_zero_room, end - begin) : begin;
}

double LogAxis::at(double decade) const { return m_first + (decade - m_low) / (m_high - m_low) * (m_end - m_first); }

double LogAxis::place(double value) const {
    if (!(value > 0)) return m_begin;
    return at(std::clamp(std::log10(value), static_cast<double>(m_low), static_cast<double>(m_high)));
}

std::vector<Tick> LogAxis::ticks() const {
    std::vector<Tick> ticks;
    if (m_has_zero) ticks.push_back({0, m_begin});
    for (int decade = m_low; decade <= m_high; ++decade) ticks.push_back({std::pow(10.0, decade), at(decade)});
    return ticks;
}

std::string duration_text(double ms) {
    if (std::isnan(ms)) return {};
    if (!(ms > 0)) return "0 ms";
    if (ms < 0.001) return fmt::format("{:.0f} ns", ms * 1e6);
    if (ms < 1) return fmt::format("{:.0f} µs", ms * 1000);
    if (ms < 10) return fmt::format("{:.2f} ms", ms);
    if (ms < 1000) return fmt::format("{:.0f} ms", ms);
    if (ms < 60'000) return fmt::format("{:.1f} s", ms / 1000);
    return base::human_seconds(ms / 1000);
}

std::string decade_text(double ms) {
    auto const whole = [](double number) { return base::group_digits(std::llround(number)); };
    if (!(ms > 0)) return "0";
    if (ms < 0.0009) return whole(ms * 1e6) + " ns";
    if (ms < 0.9) return whole(ms * 1000) + " µs";
    if (ms < 900) return whole(ms) + " ms";
    return whole(ms / 1000) + " s";
}

std::string count_text(double number) {
    return std::isnan(number) ? std::string{} : base::group_digits(std::llround(number));
}

std::string share_text(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string trend_text(std::optional<double> trend) {
    if (!trend) return {};
    return *trend < 9 ? fmt::format("{:+.0f} %", *trend * 100) : "× " + count_text(*trend + 1);
}

std::optional<double> seconds_of(std::string_view iso) {
    if (iso.size() < 19) return std::nullopt;
    auto const part = [&](std::size_t at, std::size_t length) { return base::parse_int(iso.substr(at, length)); };
    auto const year = part(0, 4), month = part(5, 2), day = part(8, 2);
    auto const hour = part(11, 2), minute = part(14, 2), second = part(17, 2);
    if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
    std::chrono::year_month_day const date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    auto const whole = std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                       std::chrono::seconds{*second};
    auto const digits = iso.size() > 23 && iso[19] == '.' ? part(20, 3) : std::nullopt;
    return static_cast<double>(whole.time_since_epoch() / std::chrono::seconds{1}) +
           static_cast<double>(digits.value_or(0)) / 1000;
}

} // namespace scribe::exporter::queries
