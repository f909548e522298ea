// SPDX-License-Identifier: MIT
#include "workload/explain/values.hpp"

#include <catch2/catch.hpp>

using namespace scribe::workload;

namespace {

scribe::model::PlannerStatistics statistics() {
    scribe::model::PlannerStatistics known;
    known.most_common_vals = {"open", "shipped"};
    known.most_common_freqs = {0.7, 0.1};
    known.histogram_bounds = {"a", "c", "e", "g", "z"};
    return known;
}

} // namespace

TEST_CASE("parameters are followed to the columns that they are compared with", "[workload]") {
    auto const plan =
        read_plan(R"json([{"Plan":{"Node Type":"Seq Scan","Schema":"s","Relation Name":"orders","Alias":"o",
        "Filter":"((o.status = $1) AND ($2 > o.total) AND (o.made >= ($3 - '1 day'::interval)) AND (lower(o.name) = $4) AND (o.a = o.b))"}}])json");
    auto const uses = parameter_uses(plan);
    REQUIRE(uses.size() == 3);
    CHECK(uses[0].column == "status");
    CHECK(uses[0].table == "orders");
    CHECK(uses[0].alone);
    CHECK(uses[1].op == "<"); // turned: the column stands on the right
    CHECK(uses[2].column == "made");
    CHECK_FALSE(uses[2].alone);
}

TEST_CASE("values are the common, the middle and the rare one, of ranges the ends", "[workload]") {
    ParameterUse const equal{1, "s", "orders", "status", "=", true};
    auto const values = values_of(equal, "text", "text", statistics());
    REQUIRE(values.size() == 3);
    CHECK(values[0].name == "middle");
    CHECK(values[0].value == "e");
    CHECK(values[1].value == "open");
    CHECK(values[1].share == 0.7);
    CHECK(values[2].value == "z");
    ParameterUse const range{1, "s", "orders", "status", "<", true};
    auto const ends = values_of(range, "text", "text", statistics());
    REQUIRE(ends.size() == 3);
    CHECK(ends[1].name == "low");
    CHECK(ends[2].value == "z");
    ParameterUse const like{1, "s", "orders", "status", "~~", true};
    CHECK(values_of(like, "text", "text", statistics())[1].value == "open%");
    CHECK(values_of(equal, "text[]", "text", statistics())[1].value == "{\"open\"}");
    // Of another type it cannot be the column's value: a number of days beside a date.
    CHECK(values_of(range, "text", "date", statistics()).empty());
    CHECK(values_of(equal, "text", "text", {}).empty());
}

TEST_CASE("a parameter that nothing is known of gets a value of its type", "[workload]") {
    CHECK(assumed_value("bigint") == "100");
    CHECK(assumed_value("timestamp with time zone") == "2020-01-01");
    CHECK(assumed_value("integer[]") == "{}");
    CHECK_FALSE(assumed_value("geometry"));
}
