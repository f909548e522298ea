// SPDX-License-Identifier: MIT
#include "diff/fields.hpp"
#include "diff/lines.hpp"
#include "diff/widening.hpp"
#include "model/serialize.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace scribe;
using diff::Action;
using diff::Change;

namespace {

template <typename T> T named(std::string const &name) {
    T object;
    object.schema = "public";
    object.name = name;
    return object;
}

template <typename T> Change added(T const &object) {
    Change change;
    change.action = Action::added;
    change.after = model::to_record(object);
    diff::judge(change);
    return change;
}

template <typename T> Change removed(T const &object) {
    Change change;
    change.action = Action::removed;
    change.before = model::to_record(object);
    diff::judge(change);
    return change;
}

template <typename T> Change changed(T const &before, T const &after) {
    Change change;
    change.before = model::to_record(before);
    change.after = model::to_record(after);
    change.fields = diff::compare_fields(change.before, change.after);
    diff::judge(change);
    return change;
}

/// What the change of one member is called.
template <typename T, typename Set> std::string rule(Set const &set) {
    auto before = named<T>("x");
    auto after = before;
    set(before, after);
    return std::string{changed(before, after).rule->name};
}

} // namespace

TEST_CASE("every rule has a name, a reason and can be met only where it fits", "[diff][rules]") {
    for (auto const &rule : diff::rules()) {
        INFO(rule.name);
        CHECK(!rule.name.empty());
        CHECK(!rule.why.empty());
        CHECK((rule.field.empty() || rule.action == Action::changed));
    }
}

TEST_CASE("columns that inserts must name are breaking", "[diff][rules]") {
    auto column = named<model::Column>("c");
    CHECK(added(column).rule->name == "column-added");
    column.not_null = true;
    CHECK(added(column).rule->name == "column-added-required");
    column.default_value = "0";
    CHECK(added(column).rule->name == "column-added");
    column.default_value.reset();
    column.identity = "always";
    CHECK(added(column).rule->name == "column-added");
    CHECK(removed(column).rule->name == "column-removed");
}

TEST_CASE("the parts of a new table are safe, but for its foreign keys", "[diff][rules]") {
    Change change;
    change.action = Action::added;
    change.with_owner = true;
    auto constraint = named<model::Constraint>("c");
    constraint.type = "unique";
    change.after = model::to_record(constraint);
    diff::judge(change);
    CHECK(change.severity() == diff::Severity::safe);
    constraint.type = "foreign key";
    change.after = model::to_record(constraint);
    diff::judge(change);
    CHECK(change.severity() == diff::Severity::moderate);
}

TEST_CASE("the change of a member has the rule of its direction", "[diff][rules]") {
    using model::Column;
    CHECK(rule<Column>([](auto &, auto &after) { after.not_null = true; }) == "not-null-added");
    CHECK(rule<Column>([](auto &before, auto &) { before.not_null = true; }) == "not-null-removed");
    CHECK(rule<Column>([](auto &before, auto &) { before.default_value = "1"; }) == "default-changed");
    CHECK(rule<Column>([](auto &before, auto &after) {
              before.not_null = after.not_null = true;
              before.default_value = "1";
          }) == "default-lost");
    CHECK(rule<Column>([](auto &before, auto &after) { before.type = "integer", after.type = "bigint"; }) ==
          "type-widened");
    CHECK(rule<Column>([](auto &before, auto &after) { before.type = "bigint", after.type = "integer"; }) ==
          "type-changed");
    auto const sqlite = [](std::string const &from, std::string const &to, std::string const &affinity) {
        return rule<Column>([&](auto &before, auto &after) {
            before.type = from, after.type = to, before.affinity = affinity, after.affinity = "NUMERIC";
        });
    };
    CHECK(sqlite("decimal(12,2)", "decimal(10,2)", "NUMERIC") == "type-same-affinity");
    CHECK(sqlite("any", "decimal(10,2)", "NUMERIC") == "type-changed");
    CHECK(sqlite("varchar(9)", "decimal(10,2)", "TEXT") == "type-changed");
    CHECK(rule<Column>([](auto &, auto &after) { after.comment = "x"; }) == "comment-changed");
    CHECK(rule<model::Constraint>([](auto &before, auto &) { before.not_valid = true; }) == "constraint-validated");
    CHECK(rule<model::Constraint>([](auto &, auto &after) { after.not_valid = true; }) == "changed");
    CHECK(rule<model::Table>([](auto &, auto &after) { after.grants = {{"r", {"SELECT"}, {}}}; }) == "granted");
    CHECK(rule<model::Table>([](auto &before, auto &after) {
              before.grants = {{"r", {"SELECT", "INSERT"}, {}}};
              after.grants = {{"r", {"SELECT"}, {}}};
          }) == "revoked");
    CHECK(rule<model::Routine>([](auto &, auto &after) { after.grants = {{"public", {}, {}}}; }) == "revoked");
    CHECK(rule<model::Routine>([](auto &before, auto &) { before.grants = {{"public", {}, {}}}; }) == "granted");
    CHECK(rule<model::Routine>([](auto &before, auto &after) {
              before.owner = "a";
              after.owner = "b";
              after.grants = {{"b", {"EXECUTE"}, {}}};
          }) == "revoked"); // from PUBLIC, by default
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.labels = {"a", "c"};
              after.labels = {"a", "b", "c"};
          }) == "label-added");
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.labels = {"a", "c"};
              after.labels = {"c", "a"};
          }) == "labels-reordered");
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.labels = {"a", "c"};
              after.labels = {"a", "b"};
          }) == "label-renamed");
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.labels = {"a", "b", "c"};
              after.labels = {"b", "d", "c"};
          }) == "label-removed"); // a moved label is none that another took the place of
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.labels = {"a", "c"};
              after.labels = {"a"};
          }) == "label-removed");
}

TEST_CASE("what only guides the planner is safe to change", "[diff][rules]") {
    CHECK(rule<model::Routine>([](auto &, auto &after) { after.cost = "5"; }) == "planner-hint-changed");
    CHECK(rule<model::Routine>([](auto &before, auto &) { before.rows = "5"; }) == "planner-hint-changed");
    CHECK(rule<model::Routine>([](auto &, auto &after) { after.support = "s"; }) == "planner-hint-changed");
    CHECK(rule<model::Column>([](auto &, auto &after) { after.statistics_target = 0; }) == "statistics-target-changed");
    CHECK(rule<model::Statistics>([](auto &, auto &after) { after.statistics_target = 9; }) ==
          "statistics-target-changed");
    auto const plain = named<model::Routine>("f");
    auto costly = plain;
    costly.cost = "1000";
    CHECK(changed(plain, costly).severity() == diff::Severity::safe);
}

TEST_CASE("what is said about the parts of a type is safe to change", "[diff][rules]") {
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.attributes = {{"a", "integer", "", {}}};
              after.attributes = {{"a", "integer", "", "A."}};
          }) == "comment-changed");
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.checks = {{"c", "CHECK (true)", false, "Old."}};
              after.checks = {{"c", "CHECK (true)", false, "New."}};
          }) == "comment-changed");
    CHECK(rule<model::Type>([](auto &before, auto &after) {
              before.attributes = {{"a", "integer", "", {}}};
              after.attributes = {{"a", "bigint", "", "A."}};
          }) == "attributes-changed");
}

TEST_CASE("the worst field decides", "[diff][rules]") {
    auto before = named<model::Column>("c");
    before.type = "integer";
    auto after = before;
    after.type = "smallint";
    after.comment = "small";
    auto const change = changed(before, after);
    REQUIRE(change.fields.size() == 2);
    CHECK(change.severity() == diff::Severity::breaking);
    CHECK(change.rule->name == "type-changed");
}

TEST_CASE("a type is wider when it holds every value of the other", "[diff][rules]") {
    CHECK(diff::is_widening("character varying(10)", "character varying(20)"));
    CHECK(diff::is_widening("character varying(10)", "character varying"));
    CHECK(diff::is_widening("character varying(10)", "text"));
    CHECK(diff::is_widening("character varying(10)[]", "text[]"));
    CHECK(diff::is_widening("smallint", "numeric"));
    CHECK(diff::is_widening("numeric(10,2)", "numeric(12,2)"));
    CHECK(diff::is_widening("numeric(10,2)", "numeric(14,4)"));
    CHECK_FALSE(diff::is_widening("numeric(10,2)", "numeric(10,4)"));
    CHECK_FALSE(diff::is_widening("numeric", "numeric(10,4)"));
    CHECK_FALSE(diff::is_widening("character varying", "character varying(20)"));
    CHECK_FALSE(diff::is_widening("text", "character varying(20)"));
    CHECK_FALSE(diff::is_widening("bigint", "integer"));
    CHECK_FALSE(diff::is_widening("integer", "bigint[]"));
    CHECK_FALSE(diff::is_widening("integer", "double precision"));
    CHECK(diff::is_widening("timestamp(3) without time zone", "timestamp without time zone"));
    CHECK(diff::is_widening("time(0) with time zone[]", "time(2) with time zone[]"));
    CHECK(diff::is_widening("interval(3)", "interval(6)"));
    CHECK_FALSE(diff::is_widening("timestamp without time zone", "timestamp(5) without time zone"));
    CHECK_FALSE(diff::is_widening("timestamp(3) without time zone", "timestamp with time zone"));
    CHECK_FALSE(diff::is_widening("interval day to second(3)", "interval"));
    CHECK(diff::is_widening("text", "character varying"));
    CHECK(diff::is_widening("bit(3)", "bit varying(3)"));
    CHECK_FALSE(diff::is_widening("bit", "bit varying(0)"));
}

TEST_CASE("lines of long texts are compared with some context", "[diff]") {
    auto const lines = diff::compare_lines("1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\n5\nsix\n7\n8\n9", 1);
    std::string text;
    for (auto const &line : lines) text += line.mark + line.text + "\n";
    CHECK(text == "@4 lines as before\n 5\n-6\n+six\n 7\n 8\n+9\n");
}

TEST_CASE("a default that an argument gets breaks no call", "[diff][rules]") {
    auto const rule_of = [](std::string const &before, std::string const &after) {
        return rule<model::Routine>([&](model::Routine &old_routine, model::Routine &new_routine) {
            old_routine.arguments = before;
            new_routine.arguments = after;
        });
    };
    CHECK(rule_of("a integer, b text", "a integer, b text DEFAULT ', '::text") == "argument-default-added");
    CHECK(rule_of("a integer, b numeric(4,2)", "a integer DEFAULT 1, b numeric(4,2) DEFAULT f(1, 2)") ==
          "argument-default-added");
    CHECK(rule_of("a integer, b text DEFAULT 'x'::text", "a integer, b text") == "arguments-changed");
    CHECK(rule_of("a integer", "b integer DEFAULT 1") == "arguments-changed");
    CHECK(rule_of("a integer DEFAULT 1", "a integer DEFAULT 2") == "arguments-changed");
}

TEST_CASE("types that differ only in how much they admit lie alike in a row", "[diff][rules]") {
    CHECK(diff::keeps_storage("character varying(10)", "character varying(20)"));
    CHECK(diff::keeps_storage("character varying(10)", "text"));
    CHECK(diff::keeps_storage("text", "character varying"));
    CHECK(diff::keeps_storage("numeric(8,2)", "numeric(10,2)"));
    CHECK(diff::keeps_storage("numeric(8,2)", "numeric"));
    CHECK_FALSE(diff::keeps_storage("character varying(20)", "character varying(10)"));
    CHECK_FALSE(diff::keeps_storage("numeric(8,2)", "numeric(10,4)"));
    CHECK_FALSE(diff::keeps_storage("integer", "bigint"));
    CHECK(diff::keeps_storage("timestamp(3) with time zone", "timestamp with time zone"));
    CHECK_FALSE(diff::keeps_storage("interval", "interval(3)"));
}
