// SPDX-License-Identifier: MIT
// Plans of statements as the server records them, without running them.
#include "base/files.hpp"
#include "postgres_server.hpp"
#include "workload/explain/prepare.hpp"
#include "workload/plan/plan.hpp"
#include "workload/plan/rules.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

using namespace scribe;
using Catch::Matchers::Contains;
using conformance::Database;

namespace {

std::string read(std::filesystem::path const &path) {
    auto text = base::read_file(path);
    REQUIRE(text);
    for (auto at = text->find(":scale"); at != std::string::npos; at = text->find(":scale", at))
        text->replace(at, 6, "1");
    return *text;
}

workload::TakenStatement take(source::PlanSession &session, std::string const &text) {
    return workload::make_statement(text, [&](std::string const &sql) -> std::optional<workload::Refusal> {
        auto const problem = session.prepare(sql);
        if (!problem) return std::nullopt;
        return workload::Refusal{problem->sqlstate, problem->message, problem->at};
    });
}

} // namespace

TEST_CASE("21 of 21 statements of decision support are explained as the server normalises them", "[explain]") {
    std::filesystem::path const folder{SCRIBE_TRADE};
    Database db{read(folder / "schema.sql") + read(folder / "data.sql")};
    db.run("CREATE EXTENSION pg_stat_statements");
    for (auto const &file : std::filesystem::directory_iterator{folder / "queries"}) db.run(read(file.path()));
    auto const recorded =
        db.session().rows("SELECT query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid "
                          "WHERE d.datname = current_database() AND query LIKE '%$1%' AND query ~* "
                          "'^(select|with)' AND query !~ 'pg_stat_statements'");
    REQUIRE(recorded.size() == 21);
    auto const source = db.open();
    auto const session = source->plan_session();
    int as_they_are = 0;
    for (auto const &row : recorded) {
        INFO(row[0]);
        if (!session->prepare(row[0])) ++as_they_are;
        auto const taken = take(*session, row[0]);
        INFO(taken.sql);
        CHECK_FALSE(taken.refusal);
        auto const answer = session->plan({});
        REQUIRE_FALSE(answer.problem);
        auto const plan = workload::read_plan(answer.json);
        CHECK(plan.root.total_cost > 0);
        // Planned for any value: NULL would have left nothing to do.
        CHECK_FALSE(plan.root.condition("One-Time Filter") == "false");
    }
    CHECK(as_they_are < 15); // the others are what the rewriting is for
}

TEST_CASE("plans follow the values, and the generic one does not", "[explain]") {
    Database db{
        "CREATE TABLE t (id int PRIMARY KEY, state text); INSERT INTO t SELECT i, CASE WHEN i % 1000 = 0 THEN 'rare' "
        "ELSE 'common' END FROM generate_series(1, 50000) i; CREATE INDEX ON t (state); ANALYZE t"};
    auto const source = db.open();
    auto const session = source->plan_session();
    REQUIRE_FALSE(session->prepare("SELECT * FROM t WHERE state = $1"));
    CHECK(session->parameter_types() == std::vector<std::string>{"text"});
    auto const type = [&](std::optional<std::vector<std::optional<std::string>>> values) {
        auto const answer = session->plan({std::move(values)});
        REQUIRE_FALSE(answer.problem);
        auto const plan = workload::read_plan(answer.json);
        return std::pair{plan.root.type, std::string{plan.root.condition("Filter")}};
    };
    CHECK(type({{"common"}}).first == "Seq Scan");
    CHECK(type({{"rare"}}).first != "Seq Scan");
    CHECK_THAT(type(std::nullopt).second + workload::read_plan(session->plan({}).json).root.type, !Contains("common"));
    CHECK_THAT(session->plan({}).json, Contains("$1"));
    CHECK_THAT(session->plan({{{"it's \\"}}}).json, Contains("it''s"));
}

TEST_CASE("planning is measured of statements with and without parameters", "[explain]") {
    // Without a key: 18 would leave the joins of a table with itself out.
    Database db{"CREATE TABLE t (id int); INSERT INTO t VALUES (1); ANALYZE t;"
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET join_collapse_limit = 20', current_database());"
                "EXECUTE format('ALTER DATABASE %I SET geqo = off', current_database()); END $$"};
    std::string tables = "t t0";
    for (int i = 1; i < 11; ++i) tables += " JOIN t t" + std::to_string(i) + " USING (id)";
    auto const source = db.open();
    auto const session = source->plan_session();
    auto const rules = [&](std::string const &condition,
                           std::optional<std::vector<std::optional<std::string>>> values) {
        REQUIRE_FALSE(session->prepare("SELECT count(*) FROM " + tables + condition));
        REQUIRE_FALSE(session->plan({}).problem); // as explain does it: the server has planned it before
        auto const answer = session->plan({std::move(values), true});
        REQUIRE_FALSE(answer.problem);
        std::string found;
        for (auto const &one : workload::check_plan(workload::read_plan(answer.json), {})) found += one.rule;
        return found;
    };
    CHECK(rules(" WHERE id = -1", {}) == "planning-heavy");
    CHECK(rules(" WHERE id = $1", {{"-1"}}) == "planning-heavy");
    tables = "t";
    CHECK(rules(" WHERE id = -1", {}).empty());
}

TEST_CASE("the plan for any value has all partitions that some value is in", "[explain]") {
    Database db{"CREATE TABLE measured (day int, v int) PARTITION BY RANGE (day);"
                "CREATE TABLE old PARTITION OF measured FOR VALUES FROM (0) TO (10);"
                "CREATE TABLE new PARTITION OF measured FOR VALUES FROM (10) TO (20)"};
    auto const source = db.open();
    auto const session = source->plan_session();
    auto const tables = [&](source::PlanRequest const &request) {
        auto const answer = session->plan(request);
        REQUIRE_FALSE(answer.problem);
        auto const plan = workload::read_plan(answer.json);
        std::set<std::string> found;
        for (auto const *node : workload::nodes_of(plan)) found.insert(node->relation);
        found.erase("");
        return found;
    };
    REQUIRE_FALSE(session->prepare("SELECT * FROM measured WHERE day = $1 AND v > $2"));
    CHECK(tables({}) == std::set<std::string>{"new", "old"});
    source::PlanRequest bound;
    bound.values = {"12", "1"};
    CHECK(tables(bound) == std::set<std::string>{"new"});
}

TEST_CASE("nothing runs unless asked for, and what ran is rolled back", "[explain]") {
    Database db{"CREATE TABLE t (id int); INSERT INTO t VALUES (1)"};
    auto const source = db.open();
    {
        auto const session = source->plan_session();
        REQUIRE_FALSE(session->prepare("DELETE FROM t"));
        CHECK_FALSE(session->plan({}).problem);
        CHECK(db.session().value("SELECT count(*) FROM t") == "1");
        auto const refused = session->plan({{}, true, false, 5000});
        REQUIRE(refused.problem);
        CHECK(refused.problem->sqlstate == "25006");
        auto const ran = session->plan({{}, true, true, 5000});
        REQUIRE_FALSE(ran.problem);
        CHECK(workload::read_plan(ran.json).root.actual);
        REQUIRE_FALSE(session->prepare("SELECT pg_sleep(10)"));
        auto const late = session->plan({{}, true, false, 100});
        REQUIRE(late.problem);
        CHECK(late.problem->sqlstate == "57014");
        CHECK_FALSE(session->plan({}).problem); // it goes on
    }
    CHECK(db.session().value("SELECT count(*) FROM t") == "1");
    auto const two = source->plan_session();
    auto const problem = two->prepare("SELECT 1; DROP TABLE t");
    REQUIRE(problem);
    CHECK(db.session().value("SELECT count(*) FROM t") == "1");
}

TEST_CASE("a problem tells the place, in bytes", "[explain]") {
    Database db;
    auto const source = db.open();
    auto const session = source->plan_session();
    auto const problem = session->prepare("SELECT 'äöü', nix FROM pg_class");
    REQUIRE(problem);
    CHECK(problem->sqlstate == "42703");
    REQUIRE(problem->at);
    CHECK(*problem->at == std::string{"SELECT 'äöü', "}.size());
}

TEST_CASE("statements are planned with the role's search_path and rights", "[explain]") {
    Database db{"CREATE SCHEMA apart; CREATE TABLE apart.t (id int)"};
    auto const role = db.make_role("reader");
    db.run("ALTER ROLE " + role + " SET search_path = apart; GRANT USAGE ON SCHEMA apart TO " + role +
           "; GRANT SELECT ON apart.t TO " + role);
    auto const source = db.open(role);
    auto const session = source->plan_session();
    REQUIRE_FALSE(session->prepare("SELECT id FROM t"));
    CHECK_THAT(session->plan({}).json, Contains("\"apart\""));
    REQUIRE_FALSE(session->prepare("DELETE FROM t WHERE id = $1"));
    auto const answer = session->plan({});
    REQUIRE(answer.problem);
    CHECK(answer.problem->sqlstate == "42501");
}

TEST_CASE("tables and columns of a plan come with what the statistics know", "[explain]") {
    Database db{"CREATE TABLE \"odd \"\"name\" (\"c,1\" varchar(9), n int); INSERT INTO \"odd \"\"name\" SELECT 'x\"' "
                "|| i % 3, i FROM "
                "generate_series(1, 3000) i; ANALYZE \"odd \"\"name\"; CREATE TABLE bare (id int)"};
    auto const source = db.open();
    auto const session = source->plan_session();
    auto const tables = session->tables({{"public", "odd \"name"}, {"public", "bare"}, {"public", "nix"}});
    REQUIRE(tables.size() == 2);
    auto const odd =
        std::ranges::find(tables, source::PlanTable{"public", "odd \"name"}, &source::PlanTableFacts::table);
    REQUIRE(odd != tables.end());
    CHECK(odd->rows == 3000);
    auto const columns = session->columns({{{"public", "odd \"name"}, "c,1"}});
    REQUIRE(columns.size() == 1);
    CHECK(columns[0].type == "character varying");
    REQUIRE(columns[0].statistics);
    CHECK(columns[0].statistics->most_common_vals.size() == 3);
    CHECK(columns[0].statistics->most_common_vals[0].starts_with("x\""));
}
