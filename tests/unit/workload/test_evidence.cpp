// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "workload/plan/evidence.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace scribe::workload;
using Catch::Matchers::Contains;

namespace {

Plan plan_of(std::string const &name) {
    auto const text =
        scribe::base::read_file(std::string{SCRIBE_SOURCE_FOLDER} + "/tests/unit/workload/plans/" + name + ".json");
    REQUIRE(text);
    return read_plan(*text);
}

std::string evidence_of(Plan const &plan) { return plan_evidence("SELECT 1", plan, check_plan(plan, {})); }

} // namespace

TEST_CASE("a model is told the steps of a plan and no literal", "[workload]") {
    auto const text = evidence_of(plan_of("wildcard"));
    CHECK_THAT(text, Contains("Seq Scan on item") && Contains("leading-wildcard") && Contains("item.code ~~ ?"));
    CHECK_THAT(text, !Contains("77"));
}

TEST_CASE("what a model is told of a plan does not change with its times", "[workload]") {
    auto plan = plan_of("wildcard");
    auto const before = evidence_of(plan);
    REQUIRE(plan.root.actual);
    plan.root.actual->total_ms *= 1.3;
    plan.execution_ms = *plan.execution_ms * 1.3;
    plan.root.rows += 1;
    CHECK(evidence_of(plan) == before);
    plan.root.relation = "other";
    CHECK(evidence_of(plan) != before);
}
