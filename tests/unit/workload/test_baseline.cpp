// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "workload/baseline.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace scribe;
using model::Counter;

namespace {

workload::Step step(std::size_t snapshot, double calls, double mean) {
    workload::Step one;
    one.snapshot = snapshot;
    one.counters[Counter::calls] = calls;
    one.counters[Counter::total_ms] = calls * mean;
    one.counters[Counter::squares_ms] = calls * mean * mean * 1.25;
    return one;
}

/// Queries 1 (as it was), 2 (twice as slow since snapshot 4), 3 (new since), 4 (gone since), 5 (more calls).
workload::AllSeries queries() {
    workload::AllSeries all;
    for (std::size_t i = 0; i < 6; ++i) {
        bool const since = i >= 4;
        all[1].steps.push_back(step(i, 100, 10 + static_cast<double>(i % 2)));
        all[2].steps.push_back(step(i, 100, since ? 22 : 10));
        if (since) all[3].steps.push_back(step(i, 100, 5));
        else all[4].steps.push_back(step(i, 100, 5));
        all[5].steps.push_back(step(i, since ? 90'000 : 100, 3));
    }
    return all;
}

workload::Baseline baseline() {
    workload::Baseline made;
    made.origin = "counters";
    made.snapshot = 17;
    made.connecting_ms = {3, 3.1, 2.9};
    made.round_trip_ms = {0.5, 0.4, 0.6};
    auto before = queries();
    for (auto &[id, series] : before) std::erase_if(series.steps, [](auto const &one) { return one.snapshot >= 4; });
    workload::add_queries(made, before);
    return workload::baseline_from_json(workload::baseline_to_json(made));
}

} // namespace

TEST_CASE("what became of queries since a baseline", "[workload]") {
    std::string found;
    for (auto const &one : workload::compare_queries(baseline(), queries(), 4, {}))
        found += std::to_string(one.query) + std::string{one.finding} + " ";
    CHECK(found == "1 2slower 3new 4gone 5 ");
    auto const changes = workload::compare_queries(baseline(), queries(), 4, {});
    REQUIRE(changes[1].regression);
    CHECK(changes[1].regression->before_ms == Approx(10));
    CHECK(changes[1].regression->now_ms == Approx(22));
    CHECK(changes[1].regression->periods == 4);
    CHECK(changes[1].now[Counter::calls] == 200);
    workload::RegressionRule patient;
    patient.factor = 3;
    CHECK(workload::compare_queries(baseline(), queries(), 4, patient)[1].finding.empty());
}

TEST_CASE("a baseline keeps what it was made of", "[workload]") {
    auto const kept = baseline();
    CHECK(kept.origin == "counters");
    CHECK(kept.snapshot == 17);
    CHECK(kept.connecting_ms == std::vector<double>{3, 3.1, 2.9});
    CHECK(kept.queries.size() == 4);
    CHECK(kept.queries.at(2).size() == 4);
    CHECK_FALSE(kept.queries.contains(3));
    CHECK_THROWS_AS(workload::baseline_from_json("{}"), base::Error);
    CHECK_THROWS_AS(workload::baseline_from_json("no"), base::Error);
    workload::Baseline negative;
    negative.queries[-5].emplace_back(); // ids are any 64 bits, figures may be unknown
    auto const read = workload::baseline_from_json(workload::baseline_to_json(negative));
    REQUIRE(read.queries.contains(-5));
    CHECK(std::isnan(read.queries.at(-5)[0][Counter::calls]));
}

TEST_CASE("latency: least, median and that of nineteen in twenty", "[workload]") {
    CHECK_FALSE(workload::latency({}));
    std::vector<double> times;
    for (int i = 100; i > 0; --i) times.push_back(i);
    auto const took = *workload::latency(times);
    CHECK(took.min == 1);
    CHECK(took.median == 50.5);
    CHECK(took.p95 == 95);
    CHECK(workload::latency({7})->p95 == 7);
}

TEST_CASE("a slower connection is told by the same rule", "[workload]") {
    std::vector<double> const before{3, 3.1, 2.9, 3, 3.2, 2.8, 9}; // one of them was slow
    CHECK_FALSE(workload::compare_latency(before, {3.4, 3.3, 30}, {}));
    auto const slower = workload::compare_latency(before, {6, 6.2, 5.9}, {});
    REQUIRE(slower);
    CHECK(slower->before_ms == 3);
    CHECK(slower->now_ms == 6);
    CHECK_FALSE(workload::compare_latency({0.01, 0.01, 0.01}, {0.05, 0.05}, {})); // by less than 0.1 ms
    CHECK_FALSE(workload::compare_latency(before, {}, {}));
}
