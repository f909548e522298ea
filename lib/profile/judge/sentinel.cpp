// SPDX-License-Identifier: MIT
#include "profile/judge/sentinel.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

namespace {

constexpr std::string_view k_words[] = {"N/A",
                                        "n/a",
                                        "NA",
                                        "N.A.",
                                        "n.a.",
                                        "#N/A",
                                        "NULL",
                                        "null",
                                        "Null",
                                        "(null)",
                                        "<null>",
                                        "\\N",
                                        "NaN",
                                        "nan",
                                        "None",
                                        "none",
                                        "NONE",
                                        "nil",
                                        "undefined",
                                        "-",
                                        "--",
                                        "---",
                                        ".",
                                        "?",
                                        "??",
                                        "???",
                                        "unknown",
                                        "Unknown",
                                        "UNKNOWN",
                                        "missing",
                                        "Missing",
                                        "TBD",
                                        "tbd",
                                        "TBA",
                                        "not available",
                                        "Not Available",
                                        "not applicable",
                                        "Not Applicable",
                                        "no data",
                                        "no value",
                                        "keine Angabe",
                                        "k.A.",
                                        "xxx",
                                        "XXX"};

constexpr std::string_view k_numbers[] = {
    "-1",   "-9",    "-99",    "-999",    "-9999",    "-99999",    "-999999",    "99",         "999",
    "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999", "2147483647", "-2147483648"};

constexpr std::string_view k_days[] = {"0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31",
                                       "1900-01-01", "1970-01-01", "2038-01-19", "2099-12-31",
                                       "2999-12-31", "9999-01-01", "9999-12-31"};

constexpr std::string_view k_midnights[] = {"", " 00:00:00", " 00:00:00+00", "T00:00:00", "T00:00:00Z", " 23:59:59"};

class Finder {
public:
    explicit Finder(ColumnCounter &counter) : m_counter(counter) {}

    std::vector<model::ValueCount> take() {
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](auto const &a, auto const &b) { return a.count > b.count; });
        return std::move(m_found);
    }

    void find_words() {
        auto *texts = m_counter.texts();
        if (texts == nullptr || texts->count() == 0) return;
        // Where all values are as long as each other, NA is Namibia and XXX no currency.
        auto const &lengths = texts->lengths();
        bool const codes = lengths.min() == lengths.max();
        for (auto const word : k_words)
            if (!codes || static_cast<double>(word.size()) != lengths.min()) note(word, m_counter.count_of(word));
    }

    /// A number stands for none when it is far away from all others: the only negative one, or at least twice as
    /// far from the middle as 99 % of the others.
    void find_numbers() {
        auto *numbers = m_counter.numbers();
        if (numbers == nullptr || numbers->finite() < 10) return;
        auto const &sample = numbers->axis().sorted();
        for (auto const text : k_numbers) {
            auto const count = m_counter.count_of(text);
            if (count == 0) continue;
            auto const value = parse_number(text).value;
            auto const first = std::lower_bound(sample.begin(), sample.end(), value);
            auto const last = std::upper_bound(sample.begin(), sample.end(), value);
            if (value < 0 ? first != sample.begin() : last != sample.end()) continue; // others lie beyond
            auto const others = static_cast<std::int64_t>(sample.size()) - (last - first);
            if (others < 5) continue;
            auto const nearest = value < 0 ? *last : *(first - 1);
            auto const other = quantile_of(sample, value < 0 ? 0.05 : 0.5);
            if (value < 0 ? nearest >= 0 && (value < -1 || count > 1)
                          : nearest * 2 < value && other * 4 < value && count > 1)
                note(text, count);
        }
    }

    /// Days that systems use for none, where they are frequent or lie apart.
    void find_days() {
        auto *dates = m_counter.dates();
        if (dates == nullptr || dates->finite() < 10) return;
        auto const &sample = dates->axis().sorted();
        auto const low = quantile_of(sample, 0.25), high = quantile_of(sample, 0.75);
        constexpr double k_decade = 3652.0 * k_day_seconds;
        for (auto const day : k_days) {
            auto const at = static_cast<double>(parse_moment(day).seconds);
            if (at > low - k_decade && at < high + k_decade) continue;
            for (auto const time : k_midnights) {
                auto const text = std::string{day}.append(time);
                note(text, m_counter.count_of(text));
            }
        }
    }

private:
    void note(std::string_view value, std::int64_t count) {
        if (count == 0) return;
        auto const values = static_cast<double>(m_counter.values());
        m_found.push_back({std::string{value}, count, rounded(static_cast<double>(count) / values)});
    }

    ColumnCounter &m_counter;
    std::vector<model::ValueCount> m_found;
};

} // namespace

std::vector<model::ValueCount> find_sentinels(ColumnCounter &counter) {
    Finder finder{counter};
    bool const text = counter.column().value_class == model::ValueClass::text && counter.column().labels.empty();
    if (text) finder.find_words();
    finder.find_numbers();
    finder.find_days();
    return finder.take();
}

} // namespace scribe::profile
