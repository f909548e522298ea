// SPDX-License-Identifier: MIT
#include "workload/period.hpp"
#include "workload/regressions.hpp"
#include "workload/series.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace scribe;
using model::Counter;

namespace {

constexpr std::int64_t k_query = 7;

/// A server's snapshots, taken hour by hour, and what they say of entries.
struct Server {
    std::vector<model::QuerySnapshot> snapshots;
    model::QueryEntry who{"shop", "app", 5, 10, 4711, true};

    void snapshot(std::string since = {}, std::string scope = {}, std::int64_t hidden = 0) {
        model::QuerySnapshot one;
        one.id = static_cast<std::int64_t>(snapshots.size()) + 100;
        one.taken_at = "2026-01-01T" + std::to_string(10 + snapshots.size()) + ":00:00.000Z";
        one.origin = "server";
        one.scope = std::move(scope);
        one.since = std::move(since);
        one.hidden = hidden;
        snapshots.push_back(std::move(one));
    }
    void snapshots_of(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) snapshot();
    }
};

model::QueryFigures figures(double calls, double total_ms, std::string since = {}) {
    model::QueryFigures one;
    one.counters[Counter::calls] = calls;
    one.counters[Counter::total_ms] = total_ms;
    one.counters[Counter::squares_ms] = calls > 0 ? total_ms * total_ms / calls : 0;
    one.counters[Counter::rows] = calls;
    one.since = std::move(since);
    return one;
}

/// Calls and total of each step: "0:10/100 1:5/20r"; s: since the counters began, r: they began anew.
std::string steps(workload::AllSeries const &all) {
    std::string text;
    if (!all.contains(k_query)) return text;
    for (auto const &step : all.at(k_query).steps) {
        if (!text.empty()) text += ' ';
        text += std::to_string(step.snapshot) + ':' + std::to_string(std::llround(step.counters[Counter::calls])) +
                '/' + std::to_string(std::llround(step.counters[Counter::total_ms]));
        text += step.is_start ? "s" : step.restarted ? "r" : "";
    }
    return text;
}

/// Every figure of every step is none or not negative.
void check_not_negative(workload::AllSeries const &all) {
    for (auto const &[query, series] : all)
        for (auto const &step : series.steps)
            for (auto const value : step.counters.values()) CHECK_FALSE(value < 0);
}

/// Steps of one entry whose figures change in the snapshots 0, 1, 2 ...
workload::AllSeries series_of(Server const &server, std::vector<model::QueryFigures> const &all,
                              std::size_t first = 0) {
    workload::SeriesBuilder builder{server.snapshots, first};
    for (std::size_t i = 0; i < all.size(); ++i)
        builder.put(k_query, 1, server.who, server.snapshots[i].id, false, all[i]);
    return builder.take();
}

/// Steps with so many calls of so many milliseconds each.
workload::QuerySeries series_of(std::vector<std::pair<double, double>> const &calls_and_means) {
    workload::QuerySeries series;
    for (auto const &[calls, mean] : calls_and_means) {
        workload::Step step;
        step.snapshot = series.steps.size();
        step.counters[Counter::calls] = calls;
        step.counters[Counter::total_ms] = calls * mean;
        step.counters[Counter::squares_ms] = calls * mean * mean * 1.25; // a deviation of half the mean
        series.steps.push_back(step);
    }
    return series;
}

} // namespace

TEST_CASE("steps are the differences of counters", "[workload]") {
    Server server;
    server.snapshots_of(3);
    auto const all = series_of(server, {figures(10, 100), figures(15, 160), figures(15, 160)});
    CHECK(steps(all) == "0:10/100s 1:5/60");
    CHECK(all.at(k_query).users == std::set<std::string>{"app"});
}

TEST_CASE("counters that began anew give no negative figure", "[workload]") {
    Server server;
    SECTION("a reset: counters fall") {
        server.snapshots_of(3);
        auto const all = series_of(server, {figures(10, 100), figures(4, 20), figures(6, 30)});
        CHECK(steps(all) == "0:10/100s 1:4/20r 2:2/10");
        check_not_negative(all);
    }
    SECTION("a reset after which more was counted than before: the server says when it was") {
        server.snapshot("2026-01-01T00:00:00Z");
        server.snapshot("2026-01-01T10:30:00Z");
        CHECK(steps(series_of(server, {figures(10, 100), figures(12, 130)})) == "0:10/100s 1:12/130r");
    }
    SECTION("an entry that was reset alone and has more than before: its least or its greatest time tells") {
        server.snapshots_of(3);
        auto const timed = [](model::QueryFigures one, double least, double most) {
            one.min_ms = least;
            one.max_ms = most;
            return one;
        };
        auto const end = timed(figures(20, 300), 7, 30);
        CHECK(steps(series_of(server, {timed(figures(10, 100), 5, 20), timed(figures(12, 130), 7, 30), end})) ==
              "0:10/100s 1:12/130r 2:8/170");
        CHECK(steps(series_of(server, {timed(figures(10, 100), 8, 40), timed(figures(12, 130), 7, 30), end})) ==
              "0:10/100s 1:12/130r 2:8/170");
        CHECK(steps(series_of(server, {timed(figures(10, 100), 8, 30), timed(figures(12, 130), 7, 30), end})) ==
              "0:10/100s 1:2/30 2:8/170");
        // Since 17 these two may be reset alone; the entry says since when it counts.
        auto const since = "2026-01-01T00:00:00Z";
        CHECK(steps(series_of(server, {timed(figures(10, 100, since), 5, 40),
                                       timed(figures(12, 130, since), 7, 30)})) == "0:10/100s 1:2/30");
    }
    SECTION("a restart of the server that lost the file: fewer calls, more time") {
        server.snapshots_of(2);
        auto const all = series_of(server, {figures(10, 100), figures(8, 900)});
        CHECK(steps(all) == "0:10/100s 1:8/900r");
        check_not_negative(all);
    }
    SECTION("an entry that was evicted and came back: the server says since when it counts it") {
        server.snapshots_of(2);
        CHECK(steps(series_of(server, {figures(10, 100, "2026-01-01T00:00:00Z"),
                                       figures(11, 120, "2026-01-01T10:20:00Z")})) == "0:10/100s 1:11/120r");
    }
    SECTION("an entry that was gone in between") {
        server.snapshots_of(3);
        workload::SeriesBuilder builder{server.snapshots, 0};
        builder.put(k_query, 1, server.who, 100, false, figures(10, 100));
        builder.put(k_query, 1, server.who, 101, true, {});
        builder.put(k_query, 1, server.who, 102, false, figures(30, 300));
        CHECK(steps(builder.take()) == "0:10/100s 2:30/300");
    }
}

TEST_CASE("what happened before a period is one step, and the same sums", "[workload]") {
    Server server;
    server.snapshots_of(5);
    std::vector<model::QueryFigures> const all{figures(10, 100), figures(15, 160), figures(3, 20), figures(5, 45),
                                               figures(6, 50)};
    auto const each = series_of(server, all);
    CHECK(steps(each) == "0:10/100s 1:5/60 2:3/20r 3:2/25 4:1/5");
    auto const kept = series_of(server, all, 4);
    CHECK(steps(kept) == "3:20/205s 4:1/5");
    auto const before = workload::sum(each.at(k_query), 0, 3), before_kept = workload::sum(kept.at(k_query), 0, 3);
    CHECK(before[Counter::total_ms] == before_kept[Counter::total_ms]);
    CHECK(workload::deviation_ms(before) == workload::deviation_ms(before_kept));
}

TEST_CASE("a period's rows leave out what is not worth a line, and count it", "[workload]") {
    Server server;
    server.snapshots_of(2);
    workload::SeriesBuilder builder{server.snapshots, 1};
    workload::QueryTexts texts;
    auto const query = [&](std::int64_t id, std::string const &purpose, double calls, double ms) {
        builder.put(id, id, server.who, 100, false, figures(100, 100'000));
        builder.put(id, id, server.who, 101, false, figures(100 + calls, 100'000 + ms));
        texts[id].purpose = purpose;
    };
    query(1, "application", 5, 1);
    query(2, "catalog", 1000, 9.5);
    query(3, "catalog", 3, 20);
    query(4, "utility", 0, 0);
    query(5, "application", 900, 969.5);
    auto const series = builder.take();
    auto const ids = [&](workload::PeriodFilter const &filter) {
        auto const found = workload::period_rows(series, texts, filter, 1, 1);
        CHECK(found.total_ms == 1000);
        std::vector<std::int64_t> all;
        for (auto const &row : found.rows) all.push_back(row.id);
        std::ranges::sort(all);
        return all;
    };
    CHECK(ids({}) == std::vector<std::int64_t>{1, 3, 5}); // 2 takes less than 1 % of the time, 4 was not called
    CHECK(ids({nullptr, 0, true}) == std::vector<std::int64_t>{1, 2, 3, 5});
    CHECK(ids({nullptr, 4, false}) == std::vector<std::int64_t>{1, 5});
    std::vector<std::int64_t> const only{3, 4, 9};
    CHECK(ids({&only, 0, false}) == std::vector<std::int64_t>{3});
    auto const found = workload::period_rows(series, texts, {}, 1, 1);
    REQUIRE(found.left_out.size() == 1);
    CHECK(found.left_out.at("catalog").queries == 1);
    CHECK(found.left_out.at("catalog").total_ms == 9.5);
}

TEST_CASE("entries of one query are added up, also under a new queryid", "[workload]") {
    Server server;
    server.snapshots_of(2);
    workload::SeriesBuilder builder{server.snapshots, 0};
    builder.put(k_query, 1, server.who, 100, false, figures(10, 100));
    builder.put(k_query, 1, server.who, 101, true, {});
    server.who.queryid = 4712; // after an upgrade
    builder.put(k_query, 2, server.who, 101, false, figures(3, 40));
    server.who.user = "batch";
    builder.put(k_query, 3, server.who, 101, false, figures(1, 5));
    auto const all = builder.take();
    CHECK(steps(all) == "0:10/100s 1:4/45");
    CHECK(all.at(k_query).users == std::set<std::string>{"app", "batch"});
}

TEST_CASE("what a snapshot did not cover or could not see is no new query of the next", "[workload]") {
    Server server;
    SECTION("another database") {
        server.snapshot({}, "billing");
        server.snapshot();
    }
    SECTION("statements of other roles") { server.snapshot({}, {}, 12), server.snapshot(); }
    workload::SeriesBuilder builder{server.snapshots, 0};
    builder.put(k_query, 1, server.who, 101, false, figures(1000, 5000));
    CHECK(steps(builder.take()) == "1:1000/5000s");
}

TEST_CASE("what a server does not count stays unknown", "[workload]") {
    Server server;
    server.snapshots_of(2);
    auto const all = series_of(server, {figures(1, 1), figures(2, 3)});
    CHECK(std::isnan(all.at(k_query).steps.back().counters[Counter::wal_bytes]));
}

TEST_CASE("a query that takes twice as long is a regression", "[workload]") {
    workload::RegressionRule const rule;
    auto const found =
        workload::find_regression(series_of({{500, 10}, {480, 11}, {510, 9.5}, {505, 10.2}, {490, 21}}), 4, rule);
    REQUIRE(found);
    CHECK(found->before_ms == Approx(10.1));
    CHECK(found->now_ms == Approx(21));
    CHECK(found->periods == 4);
    SECTION("also where each earlier period has few calls") {
        std::vector<std::pair<double, double>> few(12, {10, 10});
        few[3].second = 11;
        few.emplace_back(100, 100);
        auto const slow = workload::find_regression(series_of(few), 12, rule);
        REQUIRE(slow);
        CHECK(slow->periods == 6);
        CHECK(slow->before_ms == Approx(10));
        few.back() = {5000, 10.5}; // more calls alone
        CHECK_FALSE(workload::find_regression(series_of(few), 12, rule));
        CHECK_FALSE(workload::find_regression(series_of({{4, 10}, {4, 10}, {4, 10}, {100, 100}}), 3, rule));
    }
    SECTION("also with one earlier period, when the spread of its calls is small against the step") {
        CHECK(workload::find_regression(series_of({{500, 10}, {490, 21}}), 1, rule));
        CHECK_FALSE(workload::find_regression(series_of({{20, 10}, {20, 15.1}}), 1, rule)); // 3.5 errors are 9.6
    }
}

TEST_CASE("what is no regression", "[workload]") {
    workload::RegressionRule const rule;
    auto const found = [&](std::vector<std::pair<double, double>> const &steps) {
        return workload::find_regression(series_of(steps), steps.size() - 1, rule).has_value();
    };
    CHECK_FALSE(found({{500, 10}, {500, 10}, {500, 10}, {50000, 10.3}}));        // many more calls
    CHECK_FALSE(found({{500, 10}, {500, 10}, {500, 10}, {3, 50}}));              // too few calls
    CHECK_FALSE(found({{500, 10}, {500, 30}, {500, 12}, {500, 28}, {500, 31}})); // it always varied so
    CHECK_FALSE(found({{500, 10}, {500, 10}, {500, 10}, {500, 13}}));            // less than the factor
    CHECK_FALSE(found({{500, 0.01}, {500, 0.01}, {500, 0.01}, {500, 0.04}}));    // nobody notices
    CHECK_FALSE(found({{500, 10}}));                                             // nothing to compare with
}

TEST_CASE("sparklines reach from nothing to the greatest", "[workload]") {
    CHECK(workload::sparkline({0.0, 5.0, std::nullopt, 10.0}) == "▁▅ █");
    CHECK(workload::sparkline({}).empty());
}
