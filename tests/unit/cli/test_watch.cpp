// SPDX-License-Identifier: MIT
#include "queries/watch.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace scribe;
using cli::parse_duration;

namespace {

source::RecordedEntry entry(std::int64_t queryid, std::int64_t user, double calls, double total_ms) {
    source::RecordedEntry one;
    one.entry = {"shop", "app", 5, user, queryid, true};
    one.figures.counters[model::Counter::calls] = calls;
    one.figures.counters[model::Counter::total_ms] = total_ms;
    one.text = "SELECT a FROM t" + std::to_string(queryid);
    one.bytes = static_cast<std::int64_t>(one.text.size());
    return one;
}

std::optional<cli::Interval> take(cli::IntervalSums &sums, std::vector<source::RecordedEntry> const &all) {
    sums.begin("2026-01-31T12:00:00.000Z");
    for (auto const &one : all) sums.put(one);
    return sums.finish();
}

} // namespace

TEST_CASE("lengths of time", "[cli]") {
    CHECK(parse_duration("30s") == std::chrono::seconds{30});
    CHECK(parse_duration("10m") == std::chrono::seconds{600});
    CHECK(parse_duration("10min") == std::chrono::seconds{600});
    CHECK(parse_duration("2h") == std::chrono::seconds{7200});
    for (auto const *const word : {"", "30", "s", "0s", "-1s", "1.5s", "9000h", "1d", "30 s", "99999999999999999999s"})
        CHECK_FALSE(parse_duration(word));
}

TEST_CASE("what ran between two snapshots", "[cli]") {
    cli::IntervalSums sums;
    CHECK_FALSE(take(sums, {entry(1, 10, 100, 1000), entry(2, 10, 100, 9000), entry(3, 10, 50, 500)}));
    // 1 ran for two users, 2 did not run, 3 began anew, 4 is new.
    auto const interval = take(sums, {entry(1, 10, 110, 1100), entry(1, 11, 2, 50), entry(2, 10, 100, 9000),
                                      entry(3, 10, 4, 40), entry(4, 10, 1, 700)});
    REQUIRE(interval);
    CHECK(interval->queries == 3);
    CHECK(interval->calls == 17);
    CHECK(interval->total_ms == 890);
    REQUIRE(interval->top.size() == 3);
    CHECK(interval->top[0].text == "SELECT a FROM t4");
    CHECK(interval->top[1].text == "SELECT a FROM t1");
    CHECK(interval->top[1].calls == 12);
    CHECK(interval->top[2].total_ms == 40);
    CHECK(take(sums, {})->queries == 0);
}

TEST_CASE("what is shown of an interval has no constants, and no noise", "[cli]") {
    cli::IntervalSums sums;
    CHECK_FALSE(take(sums, {}));
    auto password = entry(1, 10, 1, 500), noise = entry(2, 10, 1, 9), query = entry(3, 10, 1, 491);
    password.text = "ALTER ROLE app PASSWORD 'secret'";
    noise.text = "SELECT relname FROM pg_class";
    auto const interval = take(sums, {password, noise, query});
    REQUIRE(interval);
    CHECK(interval->queries == 3);
    CHECK(interval->total_ms == 1000);
    REQUIRE(interval->top.size() == 2);
    CHECK(interval->top[0].text == "ALTER ROLE app PASSWORD $1"); // half of the time
    CHECK(interval->top[1].text == "SELECT a FROM t3");
}

TEST_CASE("an interval takes the place of the one before on a terminal, and of nothing elsewhere", "[cli]") {
    std::ostringstream out, err;
    std::istringstream in;
    cli::Interval interval;
    interval.taken_at = "2026-01-31T12:00:00.000Z";
    interval.queries = 1;
    interval.calls = 4;
    interval.total_ms = 20;
    interval.top = {{"SELECT a\nFROM t WHERE b IN ($1, $2, $3)", 4, 20}};
    bool const terminal = GENERATE(false, true);
    cli::Context context{out, err, in, false, terminal, false, 60, {}, {}};
    cli::IntervalDisplay display{context};
    display.show(interval);
    auto const first = out.str();
    CHECK(first.find("1 query  4 calls  20 ms") != std::string::npos);
    CHECK((first.find("SELECT a FROM t WHERE b IN ($1, ...)") != std::string::npos) == !terminal); // cut there
    CHECK(first.find('\x1b') == std::string::npos);
    display.show(interval);
    CHECK((out.str().substr(first.size()).find("\x1b[3A\r\x1b[J") == 0) == terminal);
}
