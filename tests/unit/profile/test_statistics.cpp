// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include <catch2/catch.hpp>

using namespace profile_test;
using scribe::model::PlannerStatistics;
using scribe::profile::from_statistics;

namespace {

scribe::profile::ColumnFacts known(PlannerStatistics const &statistics) { return {{}, {}, statistics}; }

} // namespace

TEST_CASE("the planner's figures make a profile without any row") {
    PlannerStatistics statistics;
    statistics.null_frac = 0.2;
    statistics.n_distinct = -0.5;
    statistics.avg_width = 4;
    statistics.correlation = 0.98;
    for (int i = 0; i <= 100; ++i) statistics.histogram_bounds.push_back(std::to_string(i * 100));
    auto const found =
        from_statistics(column("amount", ValueClass::integer, "integer"), known(statistics), 1'000'000, options());
    CHECK(found.method == "statistics");
    CHECK(found.sampled == 0);
    CHECK(found.null_share.value == 0.2);
    CHECK(found.null_share.low < 0.2);
    CHECK(found.null_share.high > 0.2);
    CHECK(found.distinct.value == 500'000);
    CHECK(found.distinct.high == 800'000);
    CHECK(found.distinct_method == "statistics");
    CHECK(found.uniqueness == 0.625);
    CHECK(found.min == "0");
    CHECK(found.max == "10000");
    CHECK(!found.min_exact);
    CHECK(found.correlation == 0.98);
    CHECK(found.mean_bytes == 4);
    REQUIRE(found.quantiles.size() == 99);
    CHECK(found.quantiles[49] == Approx(5000).margin(200));
    CHECK(found.quantile_error > 0);
    CHECK(found.role == "measure");
    CHECK(found.completeness.score == 0.8);
    CHECK(found.validity.rule.empty()); // no row was looked at
}

TEST_CASE("a bound of the planner's histogram is no share of the values") {
    PlannerStatistics statistics;
    statistics.n_distinct = -1;
    for (int i = 0; i <= 100; ++i) statistics.histogram_bounds.push_back(std::to_string(i * 100));
    auto const amount = column("amount", ValueClass::integer, "integer");
    auto const some = from_statistics(amount, known(statistics), 1'000'000, options());
    CHECK(some.min == "0");
    CHECK(some.number.zero_share == 0);
    statistics.histogram_bounds.front() = "-1";
    CHECK(from_statistics(amount, known(statistics), 1'000'000, options()).sentinels.empty());
    statistics.most_common_vals = {"0", "-1"};
    statistics.most_common_freqs = {0.3, 0.1};
    statistics.null_frac = 0.5;
    statistics.histogram_bounds.erase(statistics.histogram_bounds.begin());
    auto const many = from_statistics(amount, known(statistics), 1'000'000, options());
    CHECK(many.number.zero_share == 0.6);
    CHECK(many.sentinel_share.value == 0.1);
    PlannerStatistics texts;
    texts.n_distinct = -0.5;
    texts.histogram_bounds = {"", "a", "b", "c"};
    CHECK(from_statistics(column("t", ValueClass::text), known(texts), 1000, options()).empty_share.value == 0);
    texts.most_common_vals = {""};
    texts.most_common_freqs = {0.25};
    texts.histogram_bounds.erase(texts.histogram_bounds.begin());
    CHECK(from_statistics(column("t", ValueClass::text), known(texts), 1000, options()).empty_share.value == 0.25);
}

TEST_CASE("common values of the planner are the top values, and weigh in the quantiles") {
    PlannerStatistics statistics;
    statistics.n_distinct = 3;
    statistics.null_frac = 0.5;
    statistics.most_common_vals = {"paid", "new", "lost"};
    statistics.most_common_freqs = {0.3, 0.15, 0.05};
    auto const status = from_statistics(column("status", ValueClass::text), known(statistics), 1000, options());
    REQUIRE(status.top.size() == 3);
    CHECK(status.top[0].value == "paid");
    CHECK(status.top[0].share == Approx(0.6));
    CHECK(status.top_complete);
    CHECK(status.role == "enum");

    statistics.most_common_vals = {"7"};
    statistics.most_common_freqs = {0.25};
    statistics.n_distinct = 101;
    for (int i = 0; i <= 50; ++i) statistics.histogram_bounds.push_back(std::to_string(1000 + i * 10));
    auto const number = from_statistics(column("n", ValueClass::integer), known(statistics), 1000, options());
    CHECK(number.quantiles[40] == 7); // half of what is not null
    CHECK(number.quantiles[60] > 1000);
    CHECK(!number.top_complete);
}

TEST_CASE("statistics that are missing or odd are no error") {
    auto const none = from_statistics(column("n", ValueClass::integer), known({}), 0, options());
    CHECK(none.distinct.value == 0);
    CHECK(none.distinct_method.empty());
    CHECK(none.quantiles.empty());
    PlannerStatistics odd;
    odd.null_frac = 1;
    odd.n_distinct = -1;
    odd.most_common_vals = {"a", "b"};
    odd.most_common_freqs = {2, 0, 1};
    odd.histogram_bounds = {"infinity"};
    auto const found = from_statistics(column("n", ValueClass::timestamp), known(odd), -1, options());
    CHECK(found.null_share.value == 1);
    auto const json = scribe::model::profile_to_json(found);
    CHECK(json.find(":null") == std::string::npos);
}

TEST_CASE("bytes that the planner lists are no values, and a key is one whatever it estimates") {
    PlannerStatistics statistics;
    statistics.n_distinct = 90;
    statistics.most_common_vals = {"\\x616e6e61"};
    statistics.most_common_freqs = {0.5};
    auto const bytes = from_statistics(column("raw", ValueClass::binary, "bytea"), known(statistics), 1000, options());
    CHECK(scribe::model::profile_to_json(bytes).find("616e") == std::string::npos);
    auto id = column("id", ValueClass::integer);
    id.key = true;
    auto const key = from_statistics(id, known(statistics), 1000, options());
    CHECK(key.distinct.low == 1000);
    CHECK(key.distinct_method == "key");
}

TEST_CASE("an index tells bounds that the planner does not know") {
    PlannerStatistics statistics;
    statistics.n_distinct = -1;
    statistics.histogram_bounds = {"2", "50", "97"};
    auto facts = known(statistics);
    facts.min = "1";
    facts.max = "100";
    auto const found = from_statistics(column("n", ValueClass::integer), facts, 5000, options());
    CHECK(found.min == "1");
    CHECK(found.min_exact);
    CHECK(found.max == "100");
    CHECK(found.max_exact);
}

TEST_CASE("dates of the planner have bounds and a newest day") {
    PlannerStatistics statistics;
    statistics.n_distinct = -1;
    for (int i = 1; i <= 9; ++i)
        statistics.histogram_bounds.push_back("2026-0" + std::to_string(i) + "-01 10:00:00+00");
    auto const found = from_statistics(column("created_at", ValueClass::timestamp), known(statistics), 5000, options());
    CHECK(found.date.oldest == "2026-01-01");
    CHECK(found.date.newest == "2026-09-01");
    CHECK(found.role == "audit_timestamp");
    CHECK(found.date.gap_days == 0);
}
