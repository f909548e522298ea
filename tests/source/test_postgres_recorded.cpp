// SPDX-License-Identifier: MIT
// What servers of every version count of statements, and how they write plans for people.
#include "base/files.hpp"
#include "postgres_server.hpp"
#include "source/recorded.hpp"
#include "workload/log/text_plan.hpp"
#include "workload/plan/plan.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>

using namespace scribe;
using Catch::Matchers::Contains;
using conformance::Database;
using model::Counter;

namespace {

struct Receiver final : source::RecordedReceiver {
    void begin(model::QuerySnapshot const &one) override { snapshot = one; }
    void put(source::RecordedEntry &&one) override { entries[one.text] = std::move(one); }
    model::QuerySnapshot snapshot;
    std::map<std::string, source::RecordedEntry> entries; ///< by text
};

std::string read(std::filesystem::path const &path) {
    auto text = base::read_file(path);
    REQUIRE(text);
    for (auto at = text->find(":scale"); at != std::string::npos; at = text->find(":scale", at))
        text->replace(at, 6, "1");
    return *text;
}

std::string explain(conformance::Session &session, std::string const &options, std::string const &statement) {
    std::string text;
    for (auto const &row : session.rows("EXPLAIN (" + options + ") " + statement)) text += row[0] + "\n";
    return text;
}

} // namespace

TEST_CASE("the counters of each version of the server", "[recorded]") {
    Database db{
        "CREATE EXTENSION pg_stat_statements; CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 9)"};
    db.run(conformance::k_forget_statements);
    for (int i = 0; i < 3; ++i) db.run("SELECT a FROM t WHERE a > " + std::to_string(i));
    Receiver receiver;
    auto const source = db.open();
    auto const report = source->recorded_figures(false, receiver);
    CHECK(receiver.snapshot.origin == "server");
    CHECK(receiver.snapshot.scope == db.name());
    CHECK(receiver.snapshot.started_at < receiver.snapshot.taken_at);
    CHECK(receiver.snapshot.since.empty() == (db.version() < 140000));
    CHECK(report.forgotten.has_value() == (db.version() >= 140000));
    CHECK(report.most_statements > 0);
    CHECK(report.hidden == 0);
    REQUIRE(receiver.entries.contains("SELECT a FROM t WHERE a > $1"));
    auto const &one = receiver.entries["SELECT a FROM t WHERE a > $1"];
    CHECK(one.entry.database == db.name());
    CHECK(one.entry.queryid != 0);
    CHECK(one.entry.toplevel);
    auto const &counters = one.figures.counters;
    CHECK(counters[Counter::calls] == 3);
    CHECK(counters[Counter::rows] == 9 + 8 + 7);
    CHECK(counters[Counter::total_ms] > 0);
    CHECK(counters[Counter::shared_hit] > 0);
    CHECK(one.figures.min_ms * 3 <= counters[Counter::total_ms]);
    CHECK(one.figures.max_ms <= counters[Counter::total_ms]);
    CHECK(std::isnan(counters[Counter::wal_bytes]) == (db.version() < 130000));
    CHECK(std::isnan(counters[Counter::jit_ms]) == (db.version() < 150000));
    CHECK(one.figures.since.empty() == (db.version() < 170000));
    for (auto const &[text, entry] : receiver.entries) CHECK(text.find("/* scribe */") == std::string::npos);
}

TEST_CASE("what stands between a role and the counters is named with its remedy", "[recorded]") {
    Database db;
    Receiver receiver;
    auto const hint = [&](std::string const &user = {}) {
        try {
            db.open(user)->recorded_figures(false, receiver);
        } catch (base::Error const &error) {
            CHECK(error.code() == base::ExitCode::source_query);
            return std::string{error.hint()};
        }
        return std::string{};
    };
    CHECK_THAT(hint(), Contains("CREATE EXTENSION pg_stat_statements"));
    db.run("CREATE SCHEMA \"the stats\"; CREATE EXTENSION pg_stat_statements SCHEMA \"the stats\"");
    CHECK(hint().empty());
    auto const role = db.make_role("reader");
    CHECK_THAT(hint(role), Contains("GRANT USAGE ON SCHEMA \"the stats\" TO"));
    db.run("GRANT USAGE ON SCHEMA \"the stats\" TO " + conformance::ident(role));
    db.run("REVOKE SELECT ON \"the stats\".pg_stat_statements FROM PUBLIC");
    CHECK_THAT(hint(role), Contains("GRANT SELECT ON \"the stats\".pg_stat_statements TO"));
    db.run("GRANT SELECT ON \"the stats\".pg_stat_statements TO " + conformance::ident(role));
    auto const report = db.open(role)->recorded_figures(false, receiver);
    CHECK(report.hidden > 0);
    REQUIRE_FALSE(report.notes.empty());
    CHECK_THAT(report.notes.front(), Contains("GRANT pg_read_all_stats TO"));
}

TEST_CASE("a statement in another encoding does not keep the counters of others from being read", "[recorded][alone]") {
    Database db{"CREATE EXTENSION pg_stat_statements; CREATE TABLE t (a int)"};
    Database any{"SET client_encoding = 'SQL_ASCII'; CREATE EXTENSION pg_stat_statements",
                 "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"};
    db.run(conformance::k_forget_statements);
    for (int i = 0; i < 3; ++i) db.run("SELECT a FROM t WHERE a > " + std::to_string(i));
    any.run("SELECT 1 AS \"caf\xe9\"");
    struct Calls final : source::RecordedReceiver {
        void begin(model::QuerySnapshot const &) override {}
        void put(source::RecordedEntry &&one) override {
            CHECK(one.entry.queryid != 0);
            CHECK(one.text.empty());
            with_text += one.bytes > 0 ? 1 : 0;
            three += one.figures.counters[Counter::calls] == 3 ? 1 : 0;
        }
        int with_text = 0, three = 0;
    } calls;
    auto const report = db.open()->recorded_figures(false, calls);
    auto const statements = db.open()->recorded_statements();
    any.run("SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)");
    CHECK(statements.empty());
    CHECK(calls.with_text == 0);
    CHECK(calls.three == 1);
    CHECK(report.hidden == 0);
    REQUIRE_FALSE(report.notes.empty());
    CHECK_THAT(report.notes.front(), Contains("another encoding"));
}

TEST_CASE("plans that a server writes as text have the shape that they have in JSON", "[recorded]") {
    std::filesystem::path const folder{SCRIBE_TRADE};
    Database db{read(folder / "schema.sql") + read(folder / "data.sql") + "; ANALYZE"};
    int compared = 0;
    for (auto const *const setting : {"", "SET enable_hashjoin = off; SET enable_hashagg = off",
                                      "SET enable_hashjoin = off; SET enable_mergejoin = off",
                                      "SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET "
                                      "parallel_tuple_cost = 0"}) {
        db.run("RESET ALL");
        if (*setting != '\0') db.run(setting);
        for (auto const &file : std::filesystem::directory_iterator{folder / "queries"}) {
            auto const statement = read(file.path());
            for (auto const *const verbose : {"VERBOSE off", "VERBOSE on"}) {
                auto const text = explain(db.session(), verbose, statement);
                INFO(text);
                auto const json = explain(db.session(), std::string{"FORMAT json, "} + verbose, statement);
                INFO(json);
                CHECK(workload::plan_hash(workload::read_text_plan(text)) ==
                      workload::plan_hash(workload::read_plan(json)));
                ++compared;
            }
        }
    }
    CHECK(compared >= 4 * 2 * 21);
    for (auto const *const statement :
         {"UPDATE buyer SET name = 'x' WHERE buyer_id IN (SELECT 1)", "DELETE FROM buyer",
          "INSERT INTO buyer SELECT * FROM buyer", "SELECT 1 EXCEPT SELECT 2",
          "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
          "SELECT * FROM (VALUES (1), (2)) AS v (x) JOIN generate_series(1, 3) g ON g = x",
          "SELECT count(*) FILTER (WHERE true) OVER () FROM buyer WHERE ctid = '(0,1)'"}) {
        // Before 14 JSON calls what changes rows are read from a member of the change; the text does not say so.
        std::string_view const words{statement};
        if (db.version() < 140000 && !words.starts_with("SELECT") && !words.starts_with("WITH")) continue;
        auto const text = explain(db.session(), "VERBOSE off", statement);
        INFO(text);
        CHECK(workload::plan_hash(workload::read_text_plan(text)) ==
              workload::plan_hash(workload::read_plan(explain(db.session(), "FORMAT json", statement))));
    }
}
