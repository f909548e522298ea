// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "workload/dump/dump_reader.hpp"
#include "workload/dump/utc_time.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace scribe;
using Catch::Matchers::Contains;
using model::Counter;
using workload::DumpReader;

namespace {

/// Reads a dump in pieces of so many bytes.
std::vector<workload::DumpedStatement> read(std::string const &text, std::size_t piece = 7) {
    std::vector<workload::DumpedStatement> found;
    auto const format = workload::dump_format(text);
    REQUIRE(format);
    DumpReader reader{*format, [&](workload::DumpedStatement &&one) { found.push_back(std::move(one)); }};
    for (std::size_t at = 0; at < text.size(); at += piece) reader.feed(std::string_view{text}.substr(at, piece));
    reader.finish();
    return found;
}

std::string problem(std::string const &text) {
    try {
        read(text);
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::config);
        return error.what();
    }
    return {};
}

} // namespace

TEST_CASE("a dump of pg_stat_statements in CSV", "[workload]") {
    auto const all =
        read("datname,userid,dbid,queryid,query,calls,total_exec_time,mean_exec_time,stddev_exec_time,rows,"
             "local_blks_hit,local_blks_read,stats_since,toplevel\r\n"
             "shop,10,5,-77,\"SELECT \"\"a\"\", 'x,\ny'\nFROM t\",4,10.5,2.5,1,8,1,2,2026-01-31 14:00:00.12+02,f\r\n"
             ",10,5,78,SELECT 2,1,1e-05,,,1,,,,t");
    REQUIRE(all.size() == 2);
    auto const &one = all[0];
    CHECK(one.text == "SELECT \"a\", 'x,\ny'\nFROM t");
    CHECK(one.entry == model::QueryEntry{"shop", "10", 5, 10, -77, false});
    CHECK(one.figures.counters[Counter::calls] == 4);
    CHECK(one.figures.counters[Counter::total_ms] == 10.5);
    CHECK(one.figures.counters[Counter::squares_ms] == 4 * (2.5 * 2.5 + 1));
    CHECK(one.figures.counters[Counter::local_blocks] == 3);
    CHECK(std::isnan(one.figures.counters[Counter::wal_bytes]));
    CHECK(one.figures.since == "2026-01-31T12:00:00.120000Z");
    CHECK(all[1].entry.database == "5"); // its name is not known
    CHECK(all[1].figures.counters[Counter::total_ms] == 1e-05);
    CHECK(std::isnan(all[1].figures.counters[Counter::squares_ms]));
}

TEST_CASE("a dump in JSON: a list, or an object a line, of any version", "[workload]") {
    std::string const rows[] = {
        R"({"dbid":5,"userid":10,"queryid":-9223372036854775808,"query":"SELECT '}\"' {","calls":3,"total_time":7.25,"min_time":1})",
        R"({"query":"SELECT 2","calls":1,"total_exec_time":2,"wal_bytes":99,"toplevel":false,"jit_generation_time":1,"jit_emission_time":2})"};
    for (auto const &text : {"[" + rows[0] + ", \n " + rows[1] + "]", rows[0] + "\n" + rows[1] + "\n"}) {
        auto const all = read(text);
        REQUIRE(all.size() == 2);
        CHECK(all[0].text == "SELECT '}\"' {");
        CHECK(all[0].entry.queryid == INT64_MIN);
        CHECK(all[0].figures.counters[Counter::total_ms] == 7.25);
        CHECK(all[0].figures.min_ms == 1);
        CHECK_FALSE(all[1].entry.toplevel);
        CHECK(all[1].figures.counters[Counter::wal_bytes] == 99);
        CHECK(all[1].figures.counters[Counter::jit_ms] == 3);
    }
}

TEST_CASE("what others may not see, and what scribe asks itself, is no statement of a dump", "[workload]") {
    std::vector<std::string> found;
    DumpReader reader{DumpReader::Format::csv, [&](workload::DumpedStatement &&one) { found.push_back(one.text); }};
    reader.feed(
        "query,calls,total_exec_time\n<insufficient privilege>,2,30.5\nSELECT 1 /* scribe */,9,9\nSELECT 3,1,1\n");
    reader.finish();
    CHECK(found == std::vector<std::string>{"SELECT 3"});
    CHECK(reader.hidden() == 1);
    CHECK(reader.hidden_ms() == 30.5);
}

TEST_CASE("what is wrong with a dump is said with its row and what it needs", "[workload]") {
    CHECK_THAT(problem("query,rows\nSELECT 1,2\n"), Contains("has no calls, no total_exec_time"));
    CHECK_THAT(problem("[{\"calls\": 1, \"total_time\": 2}]"), Contains("has no query"));
    CHECK_THAT(problem("query,calls,total_exec_time\nSELECT 1,many,2\n"), Contains("row 1: calls: \"many\""));
    CHECK_THAT(problem("query,calls,total_exec_time\nSELECT 1,1,2\nSELECT 1,1\n"), Contains("row 2 has 2 cells"));
    CHECK_THAT(problem("query,calls,total_exec_time\n\"SELECT 1,1,2\n"), Contains("a quote is not closed"));
    CHECK_THAT(problem("[{\"calls\": 1"), Contains("does not end"));
    CHECK_THAT(problem("[{\"query\": \"SELECT 1\", \"calls\": 1, \"total_time\": 2},"), Contains("cut off"));
    for (auto const *const calls : {"-5", "1e308"})
        CHECK_THAT(problem(std::string{"query,calls,total_exec_time\nSELECT 1,"} + calls + ",2\n"),
                   Contains(std::string{"row 1: calls: "} + calls));
    CHECK_THAT(problem("[{\"query\": \"x\", \"calls\": 1, \"total_exec_time\": 1}, 1]"),
               Contains("expected an object"));
    CHECK_THAT(problem("{\"query\":\"a\",\"calls\":1,\"total_time\":nan}"), Contains("1"));
}

TEST_CASE("logs and texts are no dumps", "[workload]") {
    CHECK_FALSE(
        workload::dump_format("2026-01-31 12:00:00 UTC [7] LOG:  duration: 1 ms  statement: SELECT calls, query"));
    CHECK_FALSE(workload::dump_format(R"({"timestamp":"x","error_severity":"LOG","message":"query"})"));
    CHECK_FALSE(workload::dump_format("2026-01-31 12:00:00.1 UTC,\"app\",\"shop\",77,"));
    CHECK_FALSE(workload::dump_format(""));
    CHECK(workload::other_separator("\"Query\"; calls;total_exec_time\nSELECT 1;2;3") == ';');
    CHECK(workload::other_separator("calls\tquery\n") == '\t');
    CHECK_FALSE(workload::other_separator("calls,query,x\n;query;calls"));
}

TEST_CASE("times in UTC", "[workload]") {
    CHECK(workload::utc_time("2026-01-31 14:00:00.12+02", 3) == "2026-01-31T12:00:00.120Z");
    CHECK(workload::utc_time("2026-01-01T00:10:00-05:30", 3) == "2026-01-01T05:40:00.000Z");
    CHECK(workload::utc_time("2026-01-01 00:10:00+01", 3) == "2025-12-31T23:10:00.000Z");
    CHECK(workload::utc_time("2026-01-31", 3) == "2026-01-31T00:00:00.000Z");
    CHECK(workload::utc_time("2026-01-31 12:30", 3) == "2026-01-31T12:30:00.000Z");
    CHECK(workload::utc_time("2026-01-31T12:30:05Z", 3) == "2026-01-31T12:30:05.000Z");
    for (auto const *const text : {"", "soon", "2026-02-30", "2026-01-31 25:00", "2026-01-31 12:00 CET", "2026-01-31x"})
        CHECK_FALSE(workload::utc_time(text, 3));
}
