// SPDX-License-Identifier: MIT
#include "describe/objects.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::describe;

namespace {

Relation table(std::string const &name, std::int64_t rows, std::size_t referrers) {
    return {{"shop", name}, false, rows, referrers};
}

model::Routine routine(std::string const &result) {
    model::Routine made;
    made.schema = "shop";
    made.routine_name = "f";
    made.routine_kind = "function";
    made.language = "plpgsql";
    made.result = result;
    return made;
}

} // namespace

TEST_CASE("a schema says what it holds, which tables others refer to and which are large", "[describe][objects]") {
    SchemaEvidence schema{"shop", {table("b", 10, 0), table("a", 5, 0)}, 0, 0};
    CHECK(describe_schema(schema).text == "Holds 2 tables: the tables a and b.");
    schema.relations.push_back(table("c", 900, 3));
    schema.relations.push_back(table("d", 800, 2));
    schema.relations.push_back(table("e", 700, 1));
    schema.relations.push_back({{"shop", "v"}, true, {}, 0});
    schema.routines = 1;
    CHECK(describe_schema(schema).text ==
          "Holds 5 tables, 1 view and 1 routine. Most referred to: c and d. Most rows: c, d and e.");
    CHECK(describe_schema({"empty", {}, 0, 0}).text.empty());
    CHECK(describe_schema({"empty", {}, 0, 0}).reasons == std::vector<std::string>{"it holds nothing"});
}

TEST_CASE("a database says of which schemas it is", "[describe][objects]") {
    DatabaseEvidence database{"PostgreSQL", {{"shop", {table("a", 5, 0)}, 0, 0}, {"empty", {}, 0, 0}}};
    CHECK(describe_database(database).text == "PostgreSQL database of one schema: shop (1 table).");
    database.schemas.push_back({"hr", {{{"hr", "p"}, false, {}, 0}}, 2, 1});
    CHECK(describe_database(database).text ==
          "PostgreSQL database of the schemas shop (1 table) and hr (1 table, 2 routines and 1 type).");
    CHECK(describe_database({"SQLite", {}}).text.empty());
}

TEST_CASE("a routine says what runs it and what it reads, changes, calls and returns", "[describe][objects]") {
    RoutineEvidence evidence{routine("bigint"), {}, {}, {}, {}};
    CHECK(describe_routine(evidence).text.empty());
    evidence.reads = {{"shop", "orders"}, {"hr", "staff"}};
    evidence.writes = {{"shop", "orders"}};
    evidence.calls = {"g"};
    CHECK(describe_routine(evidence).text == "Changes orders; reads hr.staff; calls g; returns bigint.");
    RoutineEvidence fired{routine("trigger"), {}, {}, {}, {}};
    for (auto const *name : {"orders", "line"}) {
        model::Trigger trigger;
        trigger.schema = "shop";
        trigger.table = name;
        trigger.timing = "before";
        trigger.events = {"insert", "update"};
        trigger.level = "row";
        fired.triggers.push_back(trigger);
    }
    CHECK(describe_routine(fired).text == "Runs before each insert or update on orders and line.");
    RoutineEvidence python{routine("text"), {}, {}, {}, {}};
    python.routine.language = "plpython3u";
    CHECK(describe_routine(python).reasons == std::vector<std::string>{"what is written in plpython3u is not read"});
}

TEST_CASE("a type says its labels, checks and attributes, and which columns are of it", "[describe][objects]") {
    TypeEvidence evidence;
    CHECK(describe_type(evidence).text.empty());
    evidence.type.type_kind = "enum";
    evidence.type.labels = {"new", "paid"};
    evidence.users = {"orders.state"};
    CHECK(describe_type(evidence).text == "One of \"new\" and \"paid\"; orders.state is of this type.");
    evidence.more_users = 2;
    CHECK(describe_type(evidence).text == "One of \"new\" and \"paid\"; orders.state and 2 more are of this type.");
    TypeEvidence domain;
    domain.type.type_kind = "domain";
    domain.type.base_type = "integer";
    domain.type.checks.push_back({"c", "CHECK ((VALUE > 0))", false, {}});
    CHECK(describe_type(domain).text == "An integer, positive.");
}
