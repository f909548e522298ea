// SPDX-License-Identifier: MIT
// The 113 queries of the Join Order Benchmark, as the server records them, beside the checkout.
#include "base/files.hpp"
#include "load.hpp"
#include "workload/explain/prepare.hpp"
#include "workload/plan/plan.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using namespace scribe;

TEST_CASE("113 of 113 queries of the Join Order Benchmark are explained, and so is all that the server makes of them") {
    std::filesystem::path const data{SCRIBE_REAL_DATA};
    if (!std::filesystem::exists(data / "workloads/job")) {
        WARN("there is no " << (data / "workloads/job") << ": nothing was tested");
        return;
    }
    conformance::Database db;
    conformance::load(db, conformance::unpacked((data / "pg/job_imdb.sql.gz").string()), "");
    db.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    std::set<std::string> texts;
    for (auto const &file : std::filesystem::directory_iterator{data / "workloads/job"}) {
        auto const text = base::read_file(file.path());
        REQUIRE(text);
        db.run("SET search_path = public; " + *text);
        texts.insert(*text);
    }
    CHECK(texts.size() == 113);
    // Queries that differ in constants only are one there.
    for (auto const &row :
         db.session().rows("SELECT query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE "
                           "d.datname = current_database() AND query ~* '^select min' AND query LIKE '%$1%'"))
        texts.insert(row[0]);
    CHECK(texts.size() > 190);
    auto const source = db.open();
    auto const session = source->plan_session();
    for (auto const &text : texts) {
        INFO(text);
        auto const taken =
            workload::make_statement(text, [&](std::string const &sql) -> std::optional<workload::Refusal> {
                auto const problem = session->prepare(sql);
                if (!problem) return std::nullopt;
                return workload::Refusal{problem->sqlstate, problem->message, problem->at};
            });
        CHECK_FALSE(taken.refusal);
        auto const answer = session->plan({});
        CHECK_FALSE(answer.problem);
        if (!answer.problem) CHECK(workload::read_plan(answer.json).root.total_cost > 0);
    }
}
