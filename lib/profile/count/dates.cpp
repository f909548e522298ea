// SPDX-License-Identifier: MIT
#include "profile/count/dates.hpp"

#include "profile/count/heavy.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

namespace {

constexpr std::int64_t k_first_day = -25567; // 1900-01-01
constexpr std::int64_t k_day_count = 73049;  // to 2099-12-31
/// So many dates that can be read in one way, and none in the other, tell how the rest is read.
constexpr std::int64_t k_proofs = 64;
/// Dates of eight digits: fewer may be numbers all the same.
constexpr std::int64_t k_least_digits = 5;
/// More numbers than there are months, none above 31, are days.
constexpr std::size_t k_some_days = 13;

} // namespace

void DateCounter::add(Moment const &moment, std::string_view text) {
    ++m_count;
    if (moment.kind != Moment::Kind::finite) {
        m_invalid += moment.kind == Moment::Kind::invalid ? 1 : 0;
        m_infinite += moment.kind == Moment::Kind::infinite ? 1 : 0;
        return;
    }
    ++m_styles[static_cast<std::size_t>(moment.style)];
    auto const value = static_cast<double>(moment.seconds) + moment.micros * 1e-6;
    if (m_axis.count() == 0 || value < m_axis.min()) m_min = beginning(text);
    if (m_axis.count() == 0 || value > m_axis.max()) m_max = beginning(text);
    m_axis.add(value);
    if (moment.micros != 0) ++m_finest[moment.micros % 1000 == 0 ? 3 : 4];
    else if (moment.of_day == 0) ++m_midnight;
    else ++m_finest[moment.of_day % 3600 == 0 ? 0 : moment.of_day % 60 == 0 ? 1 : 2];
    auto const day = day_of(moment.seconds);
    m_future += m_limits.knows_today && day > m_limits.today + 1 ? 1 : 0;
    m_ancient += day < k_first_day ? 1 : 0;
    auto const at = day - k_first_day;
    // Days to come are no time without dates, and 9999-12-31 or 2099-12-31 stand for none.
    if (at < 0 || at >= k_day_count || (m_limits.knows_today && day > m_limits.today + 1)) return;
    if (m_days.empty()) m_days.resize(k_day_count);
    m_days[static_cast<std::size_t>(at)] = true;
}

double DateCounter::main_style_share() const {
    auto const finite = m_axis.count();
    auto const most = *std::max_element(m_styles.begin(), m_styles.end());
    return finite == 0 ? 1 : static_cast<double>(most) / static_cast<double>(finite);
}

void DateCounter::finish(model::DateFacts &facts, bool exact) const {
    if (m_count == 0) return;
    auto const share = [this](std::int64_t count) {
        return rounded(static_cast<double>(count) / static_cast<double>(m_count));
    };
    facts.midnight_share = share(m_midnight);
    facts.future_share = share(m_future);
    facts.ancient_share = share(m_ancient);
    facts.infinite_share = share(m_infinite);
    facts.invalid_share = share(m_invalid);
    if (m_axis.count() == 0) return;
    facts.oldest = date_text(day_of(static_cast<std::int64_t>(std::floor(m_axis.min()))));
    facts.newest = date_text(day_of(static_cast<std::int64_t>(std::floor(m_axis.max()))));
    // The finest that more than one in a hundred values needs.
    static constexpr char const *k_names[] = {"hour", "minute", "second", "millisecond", "microsecond"};
    facts.granularity = "day";
    std::int64_t finer = 0;
    for (std::size_t i = 5; i-- > 0;) {
        finer += m_finest[i];
        if (finer * 100 <= m_axis.count()) continue;
        facts.granularity = k_names[i];
        break;
    }
    find_gaps(facts, exact);
}

void DateCounter::find_gaps(model::DateFacts &facts, bool exact) const {
    std::int64_t last = -1, first = -1, days = 0, gap = 0, gap_from = 0;
    std::int64_t months = 0, years = 0;
    auto const place = [this](double seconds) {
        auto const day = day_of(static_cast<std::int64_t>(std::floor(seconds)));
        return std::clamp<std::int64_t>(day - k_first_day, 0, static_cast<std::int64_t>(m_days.size()) - 1);
    };
    if (m_days.empty()) return;
    for (std::int64_t at = place(m_axis.min()), end = place(m_axis.max()); at <= end; ++at) {
        if (!m_days[static_cast<std::size_t>(at)]) continue;
        if (months == days) { // else some are no first day of a month
            auto const text = date_text(at + k_first_day);
            months += text.ends_with("-01") ? 1 : 0;
            years += text.ends_with("-01-01") ? 1 : 0;
        }
        if (last < 0) first = at;
        else if (at - last - 1 > gap) {
            gap = at - last - 1;
            gap_from = last + 1;
        }
        last = at;
        ++days;
    }
    if (days == 0) return;
    auto const span = last - first + 1;
    facts.days_covered = rounded(static_cast<double>(days) / static_cast<double>(span));
    if (facts.granularity == "day" && days > 2 && months == days) facts.granularity = years == days ? "year" : "month";
    // Days of a random sample leave gaps as well: the longest of m is about ln(m) times the mean (and seldom twice).
    auto const mean = static_cast<double>(span) / static_cast<double>(days);
    auto const usual = exact ? 3 * mean : 2 * mean * (1 + std::log(static_cast<double>(days)));
    if (days < 10 || static_cast<double>(gap) < std::max(7.0, usual)) return;
    facts.gap_days = gap;
    facts.gap_from = date_text(gap_from + k_first_day);
}

bool WrittenDates::add(std::string_view text) {
    auto const moment = parse_moment(text, m_order);
    if (moment.kind == Moment::Kind::none) return false;
    if (m_dates == nullptr) m_dates = std::make_unique<DateCounter>(m_limits);
    bool const finite = moment.kind == Moment::Kind::finite;
    bool const slashed = finite && (moment.style == DateStyle::month_first || moment.style == DateStyle::day_first);
    if (slashed && !m_decided && m_others == nullptr) m_others = std::make_unique<DateCounter>(*m_dates);
    m_dates->add(moment, text);
    if (m_others) m_others->add(moment.open ? parse_moment(text, DayOrder::day_first) : moment, text);
    if (finite && moment.short_year) {
        m_firsts.set(moment.first % m_firsts.size());
        m_lasts.set(moment.last % m_lasts.size());
    }
    if (!slashed) return true;
    ++m_slashed;
    if (moment.open) return true;
    ++(moment.style == DateStyle::day_first ? m_day_first : m_month_first);
    if (m_others && std::max(m_day_first, m_month_first) >= k_proofs && std::min(m_day_first, m_month_first) == 0)
        decide();
    return true;
}

void WrittenDates::decide() {
    m_decided = true;
    if (m_others && m_day_first > m_month_first) {
        m_dates = std::move(m_others);
        m_order = DayOrder::day_first;
    }
    m_others.reset();
}

void WrittenDates::add_digits(std::string_view text) {
    if (text.size() != 8 || (m_eight >= k_proofs && (m_digits == nullptr || m_digits->count() * 2 < m_eight))) return;
    ++m_eight;
    auto const moment = parse_compact_date(text);
    if (moment.kind == Moment::Kind::none) return;
    if (m_digits == nullptr) m_digits = std::make_unique<DateCounter>(m_limits);
    m_digits->add(moment, text);
}

/// 20/12/31 can be of 2020 and of 2031. The years of a column are fewer than its days of a month, but for those that
/// are all the first one.
bool WrittenDates::year_may_be_first() const {
    std::bitset<100> days;
    for (std::size_t day = 1; day <= 31; ++day) days.set(day);
    bool const first_of_month = m_firsts.count() == 1 && m_firsts.test(1);
    return m_month_first == 0 && (m_lasts & ~days).none() && m_lasts.count() >= k_some_days &&
           m_lasts.count() > m_firsts.count() && !first_of_month;
}

bool WrittenDates::settle(std::int64_t numbers) {
    if (!m_decided) decide();
    if (m_lasts.any() && year_may_be_first()) m_dates.reset();
    bool const digits = m_dates == nullptr && m_digits != nullptr && m_digits->count() >= k_least_digits &&
                        m_digits->count() * 20 >= numbers * 19;
    if (digits) m_dates = std::move(m_digits);
    return digits;
}

std::string_view WrittenDates::reading() const {
    if (m_dates == nullptr || m_slashed == 0) return {};
    if (m_day_first == 0 && m_month_first == 0) return "read month first, which no value tells";
    return m_order == DayOrder::day_first ? "day first" : "month first";
}

} // namespace scribe::profile
