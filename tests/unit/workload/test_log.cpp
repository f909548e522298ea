// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "workload/dump/dump_reader.hpp"
#include "workload/log/log_reader.hpp"
#include "workload/log/tally.hpp"
#include "workload/log/text_plan.hpp"
#include "workload/read_query.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
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
    CHECK(read({"1769860800.250 app shop " + message}, "%n %u %d ") ==
          Lines{"app@shop 2026-01-31T12:00:00.250Z 5 SELECT 1"});
    CHECK(read({"       app|shop      |77    |100%: " + message}, "%10u|%-10d|%-6p|100%%: ") ==
          Lines{"app@shop  5 SELECT 1"});
    CHECK(read({"2026-01-31 12:00:00 UTC:::1(5432):app@shop:[77]: " + message}, "%t:%r:%u@%d:[%p]: ") ==
          Lines{"app@shop 2026-01-31T12:00:00.000Z 5 SELECT 1"});
    CHECK(read({"fe80::1:app@shop " + message}, "%h:%u@%d ") == Lines{"app@shop  5 SELECT 1"});
    // Names may hold what stands between them; processes without a session have none.
    CHECK(read({"2026-01-31 12:00:00 UTC [77] user=o'app x,db=a=b,app=a [b] " + message},
               "%m [%p] %quser=%u,db=%d,app=%a ") == Lines{"o'app x@a=b 2026-01-31T12:00:00.000Z 5 SELECT 1"});
    CHECK(read({"2026-01-31 12:00:00 UTC [77] " + message}, "%m [%p] %q%u@%d ") ==
          Lines{"@ 2026-01-31T12:00:00.000Z 5 SELECT 1"});
    // When the session began is not when the message was written.
    CHECK(read({"2026-01-30 12:00:00 UTC app " + message}, "%s %u ") == Lines{"app@  5 SELECT 1"});
    // Of another prefix than was told the time is found all the same.
    CHECK(read({"77 2026-01-31 12:00:00 UTC " + message}, "%u@%d ") == Lines{"@ 2026-01-31T12:00:00.000Z 5 SELECT 1"});
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

TEST_CASE("where there is no room for more queries those that are known count on", "[workload]") {
    auto const left_out = GENERATE(workload::TallyRoom{2, 1000}, workload::TallyRoom{9, 50});
    workload::Tally tally{false, left_out};
    for (auto const *const text : {"SELECT a FROM t WHERE b = 1", "SELECT c FROM t", "SELECT d FROM t WHERE e = 'long'",
                                   "SELECT a FROM t WHERE b = 2", "SELECT a FROM t WHERE b = 'x' ", "SELECT d FROM t"})
        tally.add({text, 10, "app", "shop", "2026-01-31T12:00:00.000Z", false});
    CHECK(tally.statements() == 6);
    CHECK(tally.left_out() == 2);
    double calls = 0;
    tally.finish([&](model::Query const &, model::QueryEntry const &, model::QueryFigures const &figures) {
        calls += figures.counters[model::Counter::calls];
    });
    CHECK(calls == 4);
}

TEST_CASE("calls of which only auto_explain tells", "[workload]") {
    workload::Tally tally;
    tally.add({"SELECT a FROM t", 900, "app", "shop", "2026-01-31T12:00:00.000Z", false});
    for (int i = 0; i < 9; ++i) tally.add({"SELECT a FROM t", 500, "app", "shop", "2026-01-31T12:00:00.000Z", true});
    tally.finish([](model::Query const &, model::QueryEntry const &, model::QueryFigures const &figures) {
        CHECK(figures.counters[model::Counter::calls] == 9);
    });
}

TEST_CASE("of the newest time that was read before what came since counts", "[workload]") {
    std::string const first = "2026-01-31T12:00:00.000Z", second = "2026-01-31T12:00:01.000Z";
    auto const add = [](workload::Tally &tally, std::vector<std::string> const &times) {
        for (auto const &time : times) tally.add({"SELECT a FROM t", 10, "app", "shop", time, false});
    };
    workload::Tally one;
    add(one, {first, second, second});
    CHECK(one.at_newest() == 2);
    workload::Tally two;
    two.begin_after({one.newest(), one.at_newest()});
    add(two, {first, second, second, second});
    CHECK(two.statements() == 1);
    CHECK(two.passed() == 3);
    CHECK(two.at_newest() == 3);
    workload::Tally three;
    three.begin_after({two.newest(), two.at_newest()});
    add(three, {first, second, second, second, "", "2026-01-31T12:00:02.000Z"});
    CHECK(three.statements() == 2);
    CHECK(three.at_newest() == 1);
}

TEST_CASE("a message that is not all there yet is left for the next time", "[workload]") {
    int found = 0;
    LogReader reader{LogReader::Format::automatic, {}, [&](workload::LogStatement &&) { ++found; }};
    for (auto const *const text : {"SELECT a", "SELECT b"})
        reader.line(std::string{"2026-01-31 12:00:00 UTC [7] LOG:  duration: 1.5 ms  statement: "} + text);
    reader.finish(false);
    CHECK(found == 1);
}

TEST_CASE("parameters of a statement, as the log lists them", "[workload]") {
    using Values = std::vector<std::optional<std::string>>;
    CHECK(workload::read_parameters("$1 = 'a, b', $2 = NULL, $3 = 'it''s $4 = ''x''', $4 = ''") ==
          Values{"a, b", std::nullopt, "it's $4 = 'x'", ""});
    CHECK(workload::read_parameters("$1 = 'two\nlines'") == Values{"two\nlines"});
    for (auto const *const text : {"", "$1 = 'cut off...'", "$1 = 'open", "$2 = 'a'", "$1 = a", "$1 = 'a' $2 = 'b'"})
        CHECK(workload::read_parameters(text).empty());
}

TEST_CASE("parameters come with their statement, in each format of logs", "[workload]") {
    auto const parameters = [](Lines const &lines) {
        Lines found;
        LogReader reader{LogReader::Format::automatic, {}, [&](workload::LogStatement &&one) {
                             found.push_back(one.text + "|" + one.parameters);
                         }};
        for (auto const &line : lines) reader.line(line);
        reader.finish();
        return found;
    };
    std::string const time = "2026-01-31 12:00:00.123 UTC";
    CHECK(parameters({time + " [7] LOG:  duration: 1.5 ms  execute <unnamed>: SELECT $1",
                      time + " [7] DETAIL:  parameters: $1 = 'a", "\tb', $2 = NULL",
                      time + " [7] LOG:  duration: 2.5 ms  statement: SELECT 2", time + " [7] ERROR:  no",
                      time + " [7] DETAIL:  parameters: $1 = 'of the error'"}) ==
          Lines{"SELECT $1|$1 = 'a\nb', $2 = NULL", "SELECT 2|"});
    CHECK(
        parameters({time + ",\"app\",\"shop\",77,\"[local]\",65.1,2,\"SELECT\"," + time +
                    ",3/4,0,LOG,00000,\"duration: 12.3 ms  execute s: SELECT $1\",\"Parameters: $1 = '\"\"'\",,,,"}) ==
        Lines{"SELECT $1|$1 = '\"'"});
    CHECK(
        parameters({"{\"timestamp\":\"" + time +
                    "\",\"message\":\"duration: 2 ms  execute s: SELECT $1\",\"detail\":\"Parameters: $1 = 'x'\"}"}) ==
        Lines{"SELECT $1|$1 = 'x'"});
    CHECK(parameters({time + " [7] LOG:  duration: 8 ms  plan:", "\tQuery Text: SELECT c", "\tFROM t",
                      "\tQuery Parameters: $1 = 'a'", "\tSeq Scan on t  (cost=0.00..1.00 rows=1 width=4)"}) ==
          Lines{"SELECT c\nFROM t|$1 = 'a'"});
}

TEST_CASE("a plan in text has the shape that it has in JSON", "[workload]") {
    auto const text = workload::read_text_plan(
        "Limit  (cost=1.50..2.75 rows=10 width=4) (actual time=0.010..0.020 rows=3 loops=2)\n"
        "  CTE big\n"
        "    ->  Seq Scan on items  (cost=0.00..9.00 rows=5 width=4)\n"
        "          Filter: (price > 100)\n"
        "  ->  Hash Left Join  (cost=1.00..2.00 rows=10 width=4)\n"
        "        Hash Cond: (o.id = \"Big\".id)\n"
        "        Join Filter: (o.note = 'a: b')\n"
        "        ->  Parallel Index Only Scan Backward using \"by id\" on shop.orders o  (cost=0.00..1.00 rows=1 "
        "width=4)\n"
        "              Index Cond: (id > $1)\n"
        "              Rows Removed by Filter: 7\n"
        "        ->  Hash  (cost=1.00..1.00 rows=1 width=4) (never executed)\n"
        "              ->  CTE Scan on big \"Big\"  (cost=0.00..1.00 rows=1 width=4)\n"
        "Settings: work_mem = '64kB'\n"
        "JIT:\n"
        "  Functions: 3\n");
    auto const json = workload::read_plan(R"x({"Plan": {"Node Type": "Limit", "Parallel Aware": false, "Plans": [
        {"Node Type": "Seq Scan", "Parent Relationship": "InitPlan", "Subplan Name": "CTE big",
         "Relation Name": "items", "Alias": "items", "Filter": "(price > 3)"},
        {"Node Type": "Hash Join", "Parent Relationship": "Outer", "Join Type": "Left", "Hash Cond": "x",
         "Join Filter": "y", "Plans": [
            {"Node Type": "Index Only Scan", "Parent Relationship": "Outer", "Parallel Aware": true,
             "Scan Direction": "Backward", "Index Name": "by id", "Schema": "shop", "Relation Name": "orders",
             "Alias": "o", "Index Cond": "z"},
            {"Node Type": "Hash", "Parent Relationship": "Inner", "Plans": [
                {"Node Type": "CTE Scan", "Parent Relationship": "Outer", "CTE Name": "big", "Alias": "Big"}]}]}]}})x");
    CHECK(workload::plan_hash(text) == workload::plan_hash(json));
    CHECK(text.root.startup_cost == 1.5);
    CHECK(text.root.total_cost == 2.75);
    REQUIRE(text.root.actual);
    CHECK(text.root.actual->time() == Approx(0.04));
    auto const &scan = text.root.children[1].children[0];
    CHECK(scan.label() == "Parallel Index Only Scan Backward using by id on orders o");
    CHECK(scan.removed_by_filter == 7);
    CHECK(text.root.children[1].condition("Join Filter") == "(o.note = 'a: b')");
}

TEST_CASE("what is no plan in text is none", "[workload]") {
    for (auto const *const text :
         {"", "Seq Scan on t", "  ->  no cost", "Limit  (cost=1..2 rows=1 width=4)\n  ->  Seq Scan on t"})
        CHECK_THROWS_AS(workload::read_text_plan(text), base::Error);
    std::string deep = "Limit  (cost=1..2 rows=1 width=4)\n";
    for (std::size_t i = 0; i < 501; ++i)
        deep += std::string(2 + 6 * i, ' ') + "->  Limit  (cost=1..2 rows=1 width=4)\n";
    CHECK_THROWS_AS(workload::read_text_plan(deep), base::Error);
}

TEST_CASE("plans of logs are kept by shape, and values only where they are asked for", "[workload]") {
    auto const add = [](workload::Tally &tally, std::string const &time, std::string const &tree, double ms,
                        std::string const &parameters = {}) {
        tally.add({"SELECT a FROM t WHERE b = $1", ms, "app", "shop", "2026-01-31T12:00:" + time + ".000Z", true, tree,
                   parameters});
    };
    std::string const scan = "Seq Scan on t  (cost=0.00..9.00 rows=1 width=4)\n  Filter: (b = 'secret'::text)";
    std::string const index =
        "Index Scan using i on t  (cost=0.00..2.00 rows=1 width=4)\n  Index Cond: (b = 'x'::text)";
    workload::Tally tally{true};
    add(tally, "02", scan, 10, "$1 = 'b'");
    add(tally, "01", scan, 30, "$1 = 'a'");
    add(tally, "05", index, 20, "$1 = 'b'");
    add(tally, "06", "no plan", 5, "$1 = NULL");
    add(tally, "07", index, 1, "$1 = 'd'");
    std::map<double, model::QueryPlan> plans;
    tally.plans([&](model::Query const &, model::QueryPlan const &plan) { plans[plan.total_cost] = plan; });
    REQUIRE(plans.size() == 2);
    CHECK(plans[9].origin == "log");
    CHECK(plans[9].first_seen == "2026-01-31T12:00:01.000Z");
    CHECK(plans[9].last_seen == "2026-01-31T12:00:02.000Z");
    CHECK(plans[9].plan.find("secret") == std::string::npos);
    Lines values;
    tally.values([&](model::Query const &, std::vector<workload::LoggedValues> const &calls) {
        for (auto const &call : calls)
            values.push_back(std::to_string(std::lround(call.ms)) + " " + call.values.at(0).value_or("NULL"));
    });
    CHECK(values == Lines{"30 a", "20 b", "5 NULL"}); // the slowest three
    workload::Tally discreet;
    add(discreet, "02", scan, 10, "$1 = 'b'");
    discreet.values([](auto const &, auto const &) { FAIL("values were kept"); });
}

TEST_CASE("EXECUTE in a log is a call of what it executes, and PREPARE is none", "[workload]") {
    std::vector<workload::LogStatement> found;
    LogReader reader{LogReader::Format::automatic, "",
                     [&](workload::LogStatement &&one) { found.push_back(std::move(one)); }};
    for (auto const *const line : {
             "2026-01-01 12:00:00.000 UTC [7] app@shop LOG:  duration: 1.0 ms  statement: prepare p(int, text) as "
             "select 1",
             "2026-01-01 12:00:01.000 UTC [7] app@shop LOG:  duration: 2.0 ms  statement: execute p(-1, 'a, ''b')",
             "2026-01-01 12:00:01.000 UTC [7] app@shop DETAIL:  prepare: prepare p(int, text) as select a from t",
             "\t where b = $1 or c = $2;",
             "2026-01-01 12:00:02.000 UTC [7] app@shop LOG:  duration: 3.0 ms  statement: EXECUTE q(now(), 1)",
             "2026-01-01 12:00:02.000 UTC [7] app@shop DETAIL:  prepare: prepare q as delete from t",
             "2026-01-01 12:00:03.000 UTC [7] app@shop LOG:  duration: 4.0 ms  statement: PREPARE TRANSACTION 'x'",
             "2026-01-01 12:00:04.000 UTC [7] app@shop LOG:  duration: 5.0 ms  statement: execute r",
         })
        reader.line(line);
    reader.finish();
    REQUIRE(found.size() == 4);
    auto const key = [](std::string_view text) { return workload::read_query(text).fingerprint; };
    CHECK(key(found[0].text) == key("select a from t where b = 1 or c = 'x'"));
    CHECK(workload::read_parameters(found[0].parameters) == std::vector<std::optional<std::string>>{"-1", "a, 'b"});
    CHECK(key(found[1].text) == key("delete from t"));
    CHECK(found[1].parameters.empty()); // what is calculated is no value
    CHECK(found[2].text == "PREPARE TRANSACTION 'x'");
    CHECK(found[3].text == "execute r");
}

TEST_CASE("a log whose lines begin with brackets is a log", "[workload]") {
    std::vector<std::string> found;
    for (std::string const prefix : {"[%p]: [%l-1] user=%u,db=%d ", "{%p} %u@%d "}) {
        LogReader reader{LogReader::Format::automatic, prefix,
                         [&](workload::LogStatement &&one) { found.push_back(one.user + " " + one.text); }};
        auto const begin = prefix.front() == '[' ? "[3766]: [2-1] user=u,db=shop " : "{3766} u@shop ";
        reader.line(std::string{begin} + "LOG:  duration: 15.659 ms  statement: select 1");
        reader.finish();
    }
    CHECK(found == std::vector<std::string>{"u select 1", "u select 1"});
    CHECK_FALSE(workload::dump_format("[3766]: [2-1] user=u,db=shop LOG:  duration: 1 ms"));
    CHECK_FALSE(workload::dump_format("{3766} u@shop LOG:  duration: 1 ms"));
    CHECK(workload::dump_format(" [ {\"query\": 1"));
    CHECK(workload::dump_format("[]"));
    CHECK(workload::dump_format("{ \"query\": \"select 1\", \"calls\": 1}"));
}
