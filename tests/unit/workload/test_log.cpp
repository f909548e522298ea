// SPDX-License-Identifier: MIT
#include "workload/log/log_reader.hpp"
#include "workload/log/tally.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace scribe;
using workload::LogReader;

namespace {

/// The statements of a log, one a line: "user@database time ms text", p for those of auto_explain.
std::vector<std::string> read(std::vector<std::string> const &lines, std::string const &prefix = {},
                              std::int64_t unread = 0) {
    std::vector<std::string> found;
    LogReader reader{LogReader::Format::automatic, prefix, [&](workload::LogStatement &&one) {
                         found.push_back(one.user + "@" + one.database + " " + one.time + " " +
                                         std::to_string(std::lround(one.ms)) + (one.from_plan ? "p " : " ") + one.text);
                     }};
    for (auto const &line : lines) reader.line(line);
    reader.finish();
    CHECK(reader.unread() == unread);
    return found;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("statements of logs of stderr", "[workload]") {
    Lines const log{"2026-01-31 12:00:00.123 UTC [77] app@shop LOG:  duration: 12.345 ms  statement: SELECT *",
                    "\tFROM orders",
                    "\tWHERE note = 'LOG:  duration: 1 ms  statement: no'",
                    "2026-01-31 12:00:01.000 UTC [77] app@shop LOG:  duration: 0.050 ms  parse <unnamed>: SELECT $1",
                    "2026-01-31 12:00:01.001 UTC [77] app@shop LOG:  duration: 7.9 ms  execute <unnamed>: SELECT $1",
                    "2026-01-31 12:00:01.001 UTC [77] app@shop DETAIL:  parameters: $1 = 'a, b', $2 = NULL",
                    "2026-01-31 12:00:02.000 UTC [77] app@shop ERROR:  relation \"x\" does not exist at character 15",
                    "2026-01-31 12:00:02.000 UTC [77] app@shop STATEMENT:  SELECT * FROM x",
                    "2026-01-31 12:00:03.000 UTC [77] app@shop LOG:  duration: 3.2 ms",
                    "this is no log"};
    Lines const expected{
        "app@shop 2026-01-31T12:00:00.123Z 12 SELECT *\nFROM orders\nWHERE note = 'LOG:  duration: 1 ms  "
        "statement: no'",
        "app@shop 2026-01-31T12:00:01.001Z 8 SELECT $1"};
    CHECK(read(log, {}, 1) == expected);
    CHECK(read(log, "%m [%p] %u@%d ", 1) == expected);
}

TEST_CASE("any log_line_prefix", "[workload]") {
    std::string const message = "LOG:  duration: 5.0 ms  statement: SELECT 1";
    CHECK(read({"db=shop,user=app,app=psql,client=[local] 2026-01-31 12:00:00 CET " + message},
               "db=%d,user=%u,app=%a,client=%h %t ") == Lines{"app@shop 2026-01-31T12:00:00.000Z 5 SELECT 1"});
    CHECK(read({"<2026-01-31 12:00:00.500 UTC app shop 77>" + message}, "<%m %u %d %p>") ==
          Lines{"app@shop 2026-01-31T12:00:00.500Z 5 SELECT 1"});
    CHECK(read({message}) == Lines{"@  5 SELECT 1"});
}

TEST_CASE("statements of csvlog", "[workload]") {
    CHECK(read({"2026-01-31 12:00:00.123 UTC,\"app\",\"shop\",77,\"[local]\",65.1,2,\"SELECT\",2026-01-31 11:59:59 "
                "UTC,3/4,0,LOG,00000,\"duration: 12.3 ms  statement: SELECT \"\"a\"\",",
                "'x' FROM t\",,,,,,,,,\"psql\",\"client backend\",,0", "broken, line"},
               {}, 1) == Lines{"app@shop 2026-01-31T12:00:00.123Z 12 SELECT \"a\",\n'x' FROM t"});
}

TEST_CASE("statements of jsonlog, and plans of auto_explain", "[workload]") {
    std::string const head = R"({"timestamp":"2026-01-31 12:00:00.123 UTC","user":"app","dbname":"shop","pid":77,)";
    CHECK(
        read(
            {head + R"("error_severity":"LOG","message":"duration: 12.3 ms  execute s1: SELECT \"a\"","detail":"x"})",
             head +
                 R"("message":"duration: 9 ms  plan:\n{\n  \"Query Text\": \"SELECT \\\"b\\\"\",\n  \"Plan\": {}\n}"})",
             head +
                 R"x("message":"duration: 8 ms  plan:\nQuery Text: SELECT c\nFROM t\nSeq Scan on t  (cost=0.00..1.00 rows=1)"})x",
             "{broken"},
            {}, 1) == Lines{"app@shop 2026-01-31T12:00:00.123Z 12 SELECT \"a\"",
                            "app@shop 2026-01-31T12:00:00.123Z 9p SELECT \"b\"",
                            "app@shop 2026-01-31T12:00:00.123Z 8p SELECT c\nFROM t"});
}

TEST_CASE("what logs tell is added up by query, each call once", "[workload]") {
    workload::Tally tally;
    for (auto const *const text : {"SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = 'x'"})
        tally.add({text, 10, "app", "shop", "2026-01-31T12:00:00.000Z", false});
    tally.add({"SELECT a FROM t WHERE b = 2", 30, "app", "shop", "2026-01-31T12:00:05.000Z", true}); // the same call
    tally.add(
        {"SELECT c FROM t\n/* scribe */", 30, "scribe", "shop", "2026-01-31T13:00:00.000Z", false}); // not counted
    tally.add({"SELECT c FROM t", 30, "app", "shop", "2026-01-31T11:00:00.000Z", true});
    Lines found;
    tally.finish([&](model::Query const &query, model::QueryEntry const &entry, model::QueryFigures const &figures) {
        found.push_back(query.text + " " + entry.user + " " +
                        std::to_string(std::lround(figures.counters[model::Counter::calls])) + "/" +
                        std::to_string(std::lround(figures.counters[model::Counter::total_ms])));
    });
    std::ranges::sort(found);
    CHECK(found == Lines{"SELECT a FROM t WHERE b = $1 app 2/20", "SELECT c FROM t app 1/30"});
    CHECK(tally.oldest() == "2026-01-31T11:00:00.000Z");
    CHECK(tally.newest() == "2026-01-31T12:00:05.000Z");
}
