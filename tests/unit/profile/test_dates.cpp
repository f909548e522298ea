// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include "profile/parse/moment.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

using namespace profile_test;

namespace {

/// The days from 2025-01-01 on, as `write` has them of year, month and day.
ColumnProfile of_days(std::size_t count, std::function<std::string(int, int, int)> const &write,
                      std::string const &name = "visited", ValueClass value_class = ValueClass::text) {
    auto const first = scribe::profile::days_from_date(2025, 1, 1);
    return profile(column(name, value_class), make(count, [&](auto i) {
                       auto const day = scribe::profile::date_text(first + static_cast<std::int64_t>(i));
                       return write(std::stoi(day.substr(0, 4)), std::stoi(day.substr(5, 2)), std::stoi(day.substr(8)));
                   }));
}

std::string in_order(char const *form, int a, int b, int c) { return fmt::format(fmt::runtime(form), a, b, c); }

} // namespace

TEST_CASE("all dates of a column tell whether the day or the month stands first") {
    for (auto const value_class : {ValueClass::text, ValueClass::date}) {
        auto const european = of_days(
            400, [](int y, int m, int d) { return in_order("{:02}/{:02}/{}", d, m, y); }, "created_at", value_class);
        CHECK(european.min == "01/01/2025");
        CHECK(european.max == "04/02/2026");
        CHECK(european.date.newest == "2026-02-04");
        CHECK(european.date.gap_days == 0);
        CHECK(european.date.days_covered == 1);
        CHECK(european.order == "ascending");
        CHECK(european.consistency.score == 1);
        CHECK(european.role_reason == "its name and type, day first");
    }
    // One proof is enough: of the first twelve days of a month there is none.
    auto const proved = of_days(13, [](int y, int m, int d) { return in_order("{:02}/{:02}/{}", d, m, y); });
    CHECK(proved.date.newest == "2025-01-13");
    CHECK(proved.role_reason == "text that is dates, day first");
    auto const american = of_days(400, [](int y, int m, int d) { return in_order("{}/{}/{}", m, d, y); });
    CHECK(american.date.newest == "2026-02-04");
    CHECK(american.date.days_covered == 1);
    CHECK(american.role_reason == "text that is dates, month first");
    auto const open = of_days(12, [](int y, int m, int d) { return in_order("{:02}/{:02}/{}", d, m, y); });
    CHECK(open.date.newest == "2025-12-01");
    CHECK(open.role_reason == "text that is dates, read month first, which no value tells");
    // Where both are, most decide of those that can be read in two ways, and the others stay what they are.
    auto const both = of_days(400, [](int y, int m, int d) {
        return d == 20 ? in_order("{:02}/{:02}/{}", m, d, y) : in_order("{:02}/{:02}/{}", d, m, y);
    });
    CHECK(both.date.days_covered == 1);
    CHECK(both.order == "ascending");
    CHECK(both.consistency.score == Approx(387.0 / 400));
}

TEST_CASE("dates with short years, names of months and without marks are dates") {
    auto const days = [](std::function<std::string(int, int, int)> const &write, std::size_t count = 400) {
        auto const found = of_days(count, write);
        INFO(found.top.front().value);
        CHECK(found.role == "date");
        CHECK(found.axis == "seconds");
        CHECK(found.date.oldest == "2025-01-01");
        CHECK(found.date.granularity == "day");
        CHECK(found.date.days_covered == 1);
    };
    days([](int y, int m, int d) { return in_order("{:02}/{:02}/{:02}", d, m, y % 100); });
    days([](int y, int m, int d) { return in_order("{}/{}/{:02}", m, d, y % 100); });
    days([](int y, int m, int d) { return in_order("{:02}.{:02}.{:02}", d, m, y % 100); });
    days([](int y, int m, int d) { return in_order("{}{:02}{:02}", y, m, d); });
    static constexpr char const *k_months[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                               "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    auto const month = [](int m) { return k_months[m - 1]; };
    days([&](int y, int m, int d) { return fmt::format("{:02}-{}-{}", d, month(m), y); });
    days([&](int y, int m, int d) { return fmt::format("{:02}-{}-{:02}", d, month(m), y % 100); });
    days([&](int y, int m, int d) { return fmt::format("{} {} {}", d, month(m), y); });
    days([&](int y, int m, int d) { return fmt::format("{} {}, {}", month(m), d, y); });
    days([&](int y, int, int d) { return fmt::format("{} January {}", d, y); }, 31);
    // In other languages, with their marks and words.
    for (auto const *form : {"{}. Januar {}", "{} janvier {}", "{} janv. {}", "{} de enero de {}",
                             "{} de janeiro de {}", "{} gennaio {}", "{} januari {}"}) {
        INFO(form);
        days([&](int y, int, int d) { return fmt::format(fmt::runtime(form), d, y); }, 31);
    }
    static constexpr char const *k_german[] = {"Januar", "Februar", "März",      "April",   "Mai",      "Juni",
                                               "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
    days([&](int y, int m, int d) { return fmt::format("{}. {} {}", d, k_german[m - 1], y); });
    static constexpr char const *k_french[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                               "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    days([&](int y, int m, int d) { return fmt::format("{} {} {}", d, k_french[m - 1], y); });
    auto const noon =
        profile(column("at", ValueClass::text), make(24, [](auto i) {
                    return fmt::format("7/4/2025 {}:05:00 {}", i % 12 == 0 ? 12 : i % 12, i < 12 ? "AM" : "PM");
                }));
    CHECK(noon.order == "ascending");
    CHECK(noon.date.granularity == "minute");
}

TEST_CASE("numbers, versions and codes are no dates") {
    auto const none = [](std::function<std::string(std::size_t)> const &write) {
        auto const found = profile(column("c", ValueClass::text), make(400, write));
        INFO(found.top.front().value);
        CHECK(found.text.date_share < 0.9);
        CHECK(found.role != "date");
    };
    none([](auto i) { return std::to_string(20200101 + i); });
    none([](auto i) { return std::to_string(12345678 + i * 7919); });
    none([](auto i) { return fmt::format("{:02}.{:02}.{:02}", i % 99, i / 20, i % 7); });
    none([](auto i) { return fmt::format("1.{}.{}", i / 12, i % 12); });
    none([](auto i) { return fmt::format("{:02}-{:02}-{:02}", 1 + i % 28, 1 + i % 12, i % 100); });
    none([](auto i) { return fmt::format("12 Main St {}", i); });
    // 19/12/31 may be of 2019 or of 2031.
    auto const year_first =
        of_days(400, [](int y, int m, int d) { return in_order("{:02}/{:02}/{:02}", y % 100, m, d); });
    CHECK(year_first.role != "date");
}

TEST_CASE("numbers and dates in text have a pattern, too") {
    auto const pattern = [](std::function<std::string(std::size_t)> const &write) {
        return profile(column("code", ValueClass::text), make(400, write)).text.regex;
    };
    CHECK(pattern([](auto i) { return fmt::format("{:08}", i); }) == "^[0-9]{8}$");
    CHECK(pattern([](auto i) { return fmt::format("{}.{}", i, i % 9); }) == "^[0-9]{1,3}\\.[0-9]$");
    CHECK(pattern([](auto i) { return fmt::format("2026-01-{:02}", 1 + i % 30); }) == "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    CHECK(profile(column("n", ValueClass::integer), make(400, [](auto i) { return std::to_string(i); }))
              .text.regex.empty());
}

TEST_CASE("an index of text tells no bounds of the dates in it") {
    TableProfiler profiler{{column("day", ValueClass::text)}, options()};
    for (std::optional<std::string> const text :
         {"28/02/2024", "15/01/2026", "20/12/2025", "31/03/2025", "30/04/2025"}) {
        auto const one = value(text);
        profiler.row({&one, 1});
    }
    scribe::profile::TableFacts facts;
    facts.columns.resize(1);
    facts.columns[0].min = "15/01/2026";
    facts.columns[0].max = "31/03/2025";
    auto const found = profiler.finish(full(5), facts).columns[0];
    CHECK(found.min == "28/02/2024");
    CHECK(found.max == "15/01/2026");
}
