// SPDX-License-Identifier: MIT
#include "../export/memory_reader.hpp"
#include "diff/compare.hpp"
#include "diff/ddl/ddl.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using Catch::Matchers::Contains;

// Scripts for other versions of the server than that of the new state.
namespace {

using test::MemoryReader;

std::string script_of(MemoryReader &before, MemoryReader &after) {
    std::string text;
    diff::Sides sides;
    sides.before = "a";
    sides.after = "b";
    auto const script = diff::ddl::make_script(diff::compare(before, after, {}), before, after);
    diff::ddl::render_sql(sides, script, [&](std::string_view piece) { text += piece; });
    return text;
}

model::Type domain(std::vector<model::DomainCheck> checks) {
    model::Type type;
    type.schema = "public";
    type.name = "d";
    type.type_kind = "domain";
    type.base_type = "integer";
    type.not_null = true;
    type.checks = std::move(checks);
    return type;
}

model::DomainCheck not_null(std::string name, std::optional<std::string> comment) {
    model::DomainCheck check;
    check.name = std::move(name);
    check.definition = "NOT NULL";
    check.comment = std::move(comment);
    return check;
}

std::string of_domains(std::string const &version, std::vector<model::DomainCheck> before,
                       std::vector<model::DomainCheck> after) {
    MemoryReader old_side, new_side;
    old_side.set_version(version);
    old_side.add(domain(std::move(before)));
    new_side.add(domain(std::move(after)));
    return script_of(old_side, new_side);
}

} // namespace

TEST_CASE("the comment of a domain's NOT NULL is left where the server has none", "[diff]") {
    for (auto const *const version : {"13.9", "16.2"}) {
        auto const text = of_domains(version, {}, {not_null("d_must", "why")});
        CHECK_THAT(text, !Contains("COMMENT ON") && !Contains("RENAME CONSTRAINT"));
        CHECK_THAT(text, Contains("-- not done: domain public.d: before version 17 NOT NULL has no name"));
    }
    auto const text = of_domains("17.1", {}, {not_null("d_must", "why")});
    CHECK_THAT(text, Contains("RENAME CONSTRAINT d_not_null TO d_must") && !Contains("not done"));
    CHECK_THAT(text, Contains("COMMENT ON CONSTRAINT d_must ON DOMAIN public.d IS 'why'"));
    MemoryReader empty, with_domain;
    with_domain.add(domain({not_null("d_must", "why")}));
    CHECK_THAT(script_of(empty, with_domain), Contains("CREATE DOMAIN") && !Contains("COMMENT ON"));
}

TEST_CASE("the comment of a domain's NOT NULL goes with its name", "[diff]") {
    std::string const none = "COMMENT ON CONSTRAINT d_not_null ON DOMAIN public.d IS NULL";
    CHECK_THAT(of_domains("17.1", {not_null("d_not_null", "why")}, {}), Contains(none));
    auto const text = of_domains("18.1", {not_null("d_must", "why")}, {});
    CHECK_THAT(text, Contains("RENAME CONSTRAINT d_must TO d_not_null") && Contains(none));
    CHECK_THAT(of_domains("18.1", {not_null("d_must", {})}, {}), !Contains("COMMENT ON"));
}

TEST_CASE("names of NOT NULL constraints are left where the server has none", "[diff]") {
    for (auto const *const version : {"17.1", "18.1"}) {
        MemoryReader before, after;
        before.set_version(version);
        for (auto *side : {&before, &after}) {
            model::Table table;
            table.schema = "public";
            table.name = "t";
            side->add(table);
            model::Column column;
            column.schema = "public";
            column.table = "t";
            column.name = "a";
            column.type = "integer";
            column.not_null = side == &after;
            side->add(column);
        }
        model::Constraint constraint;
        constraint.schema = "public";
        constraint.table = "t";
        constraint.name = "must";
        constraint.type = "not null";
        constraint.columns = {"a"};
        constraint.definition = "NOT NULL a";
        after.add(constraint);
        auto const text = script_of(before, after);
        bool const named = std::string_view{version} == "18.1";
        CHECK((text.find("ADD CONSTRAINT must NOT NULL a") != std::string::npos) == named);
        CHECK((text.find("-- not done: ") == std::string::npos) == named);
    }
}

TEST_CASE("what a name holds is no line of a script of its own", "[diff]") {
    MemoryReader before, after;
    std::string const end = "\nDROP TABLE y;\n--";
    auto const table = [&](MemoryReader &side, std::string const &name) {
        model::Table object;
        object.schema = "public";
        object.name = name;
        side.add(object);
    };
    auto const column = [&](MemoryReader &side, std::string const &owner, char const *name, int position,
                            std::string const &type) {
        model::Column object;
        object.schema = "public";
        object.table = owner;
        object.name = name;
        object.position = position;
        object.type = type;
        side.add(object);
    };
    for (auto *side : {&before, &after}) {
        bool const is_new = side == &after;
        table(*side, "x" + end);
        table(*side, "t");
        column(*side, "x" + end, "a", 1, "integer");
        if (is_new) column(*side, "x" + end, "c", 2, "integer");
        column(*side, "x" + end, "b", is_new ? 3 : 2, "integer");
        column(*side, "t", "a", 1, is_new ? "date" : "integer");
    }
    model::Privileges database;
    database.name = database.on = "database";
    database.owner = "ann";
    before.add(database);
    database.owner = "bob" + end;
    after.add(database);
    auto const text = script_of(before, after);
    CHECK_THAT(text, Contains("-- not done: table public.\"x DROP TABLE y; --\": its new columns stand at the end"));
    CHECK_THAT(text, Contains("should be bob DROP TABLE y; --\n"));
    // Only where it is quoted.
    CHECK_THAT(text, Contains("ALTER TABLE public.\"x" + end + "\" ADD COLUMN"));
    std::size_t count = 0;
    for (auto at = text.find(end); at != std::string::npos; at = text.find(end, at + 1)) ++count;
    CHECK(count == 1);
}
