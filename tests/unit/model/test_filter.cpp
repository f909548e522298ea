// SPDX-License-Identifier: MIT
#include "model/filter.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

using namespace scribe::model;

namespace {

Record record(Kind kind, std::string schema, std::string table, std::string name) {
    Record entry;
    entry.kind = kind;
    entry.schema = std::move(schema);
    entry.table = std::move(table);
    entry.name = std::move(name);
    return entry;
}

Record routine(std::string name) { return record(Kind::routine, "public", "", std::move(name)); }

} // namespace

TEST_CASE("what a filter says of one source counts there alone") {
    ObjectFilter filter;
    filter.schemas = {"shop:sales", "!*:tmp"};
    CHECK(filter.sources(true) == std::vector<std::string>{"*", "shop"});
    CHECK(filter.sources(false) == std::vector<std::string>{"shop"});
    CHECK(filter.for_source("shop").matches_schema("sales"));
    CHECK_FALSE(filter.for_source("shop").matches_schema("public"));
    CHECK_FALSE(filter.for_source("stock").matches_schema("sales"));
    CHECK_FALSE(filter.for_source("stock").matches_schema("tmp"));

    ObjectFilter wide;
    wide.schemas = {"!shop:tmp"};
    CHECK_FALSE(wide.for_source("shop").matches_schema("tmp"));
    CHECK(wide.for_source("stock").matches_schema("tmp"));

    ObjectFilter patterns;
    patterns.include = {parse_ref("shop:public.orders"), parse_ref("s*:public.item*")};
    patterns.exclude = {parse_ref("!stock:public.item_log")};
    CHECK(patterns.for_source("shop").matches("public", "orders"));
    CHECK_FALSE(patterns.for_source("stock").matches("public", "orders"));
    CHECK(patterns.for_source("shop").matches("public", "item_log"));
    CHECK_FALSE(patterns.for_source("stock").matches("public", "item_log"));
    CHECK(patterns.for_source("stock").matches("public", "items"));
    CHECK_FALSE(patterns.for_source("erp").matches("public", "items"));
    CHECK_FALSE(patterns.matches("public", "orders"));
}

TEST_CASE("the most specific pattern decides") {
    auto const reads = [](std::vector<std::string> const &include, std::vector<std::string> const &exclude,
                          std::string_view schema, std::string_view name) {
        ObjectFilter filter;
        for (auto const &text : include) filter.include.push_back(parse_ref(text));
        for (auto const &text : exclude) filter.exclude.push_back(parse_ref(text));
        return filter.matches(schema, name);
    };
    CHECK(reads({"film"}, {"film*"}, "public", "film"));
    CHECK_FALSE(reads({"film*"}, {"film"}, "public", "film"));
    CHECK(reads({"film_a*"}, {"film*"}, "public", "film_actor"));
    CHECK(reads({"actor"}, {"public.*"}, "public", "actor"));
    CHECK_FALSE(reads({"public.*"}, {"*_log"}, "public", "a_log"));
    CHECK(reads({"public.film"}, {"film"}, "public", "film"));
    CHECK(reads({"public.f*"}, {"f*"}, "public", "film"));
    CHECK(reads({"public.f*"}, {"p*.f*"}, "public", "film"));
    CHECK(reads({"\"odd*\""}, {"odd*"}, "public", "odd*"));
    CHECK_FALSE(reads({"film"}, {"film"}, "public", "film"));
    CHECK_FALSE(reads({}, {"*"}, "public", "film"));
    CHECK_FALSE(reads({"film"}, {"actor"}, "public", "city"));
    CHECK(reads({}, {"actor"}, "public", "city"));
}

TEST_CASE("a filter takes routines with or without their argument types") {
    auto const reads = [](std::vector<std::string> const &include, std::vector<std::string> const &exclude) {
        ObjectFilter filter;
        for (auto const &text : include) filter.include.push_back(parse_ref(text));
        for (auto const &text : exclude) filter.exclude.push_back(parse_ref(text));
        return filter.matches(routine("fare(integer)"));
    };
    CHECK(reads({"fare"}, {}));
    CHECK(reads({"public.fare"}, {}));
    CHECK(reads({"fare(int)"}, {}));
    CHECK_FALSE(reads({"fare(text)"}, {}));
    CHECK_FALSE(reads({}, {"fare"}));
    CHECK_FALSE(reads({"fare"}, {"public.fare(integer)"}));
    ObjectFilter other_schema;
    other_schema.schemas = {"app"};
    other_schema.include = {parse_ref("fare")};
    CHECK_FALSE(other_schema.matches(routine("fare(integer)")));
}

TEST_CASE("arguments may stand behind a quoted name, as in SQL") {
    for (std::string_view const text : {"public.\"f.x\"(integer)", "public.\"f.x\"(int)", "public.\"f.x(integer)\""}) {
        INFO(text);
        CHECK(parse_ref(text).matches(routine("f.x(integer)")));
        CHECK_FALSE(parse_ref(text).matches(routine("f.x(text)")));
        CHECK_FALSE(parse_ref(text).matches(routine("fax(integer)")));
    }
    CHECK(parse_ref("\"g(h\"(text, varchar(3)[])").matches(routine("g(h(text, character varying[])")));
    CHECK(parse_ref("\"f*\"(app.\"a.b\")").matches(routine("f*(app.\"a.b\")")));
    CHECK_FALSE(parse_ref("\"f*\"(text)").matches(routine("fit(text)")));
    CHECK(parse_ref("\"a.b\".\"c.d\"(int)").parts == std::vector<std::string>{"a.b", "c.d(integer)"});
    for (std::string_view const text : {"\"f\"(int", "\"f\"(int)x", "\"f\"x"})
        CHECK_THROWS_AS(parse_ref(text), scribe::base::Error);
}

TEST_CASE("references of routines read as SQL and are read back") {
    CHECK(format_ref(routine("f()")) == "public.f()");
    CHECK(format_ref(routine("f(integer, text[])")) == "public.f(integer, text[])");
    CHECK(format_ref(routine("f(app.\"Odd.(Type\", numeric)")) == "public.f(app.\"Odd.(Type\", numeric)");
    CHECK(format_ref(routine("my f(integer)")) == "public.\"my f(integer)\"");
    CHECK(format_ref(routine("f((integer)")) == "public.f((integer)");
    for (auto const *name : {"f()", "f(integer, text[])", "f(app.\"Odd.(Type\", numeric)", "my f(integer)",
                             "f((integer)", "f.g(integer)", "f(\"a\nb\")", "f(\"a*\")"}) {
        auto const object = routine(name);
        CHECK(parse_ref(format_ref(object)).matches(object));
    }
    CHECK(parse_ref("public.\"f(integer)\"").matches(routine("f(integer)")));
    CHECK(parse_ref("f(app.t)").matches(routine("f(app.t)")));
    CHECK(parse_ref("public.f").matches(routine("f(app.t)")));
    CHECK_FALSE(parse_ref("public.f(text)").matches(routine("f(app.t)")));
    auto const many = routine("f(integer, character varying[], timestamp with time zone, app.\"Odd, T\")");
    CHECK(parse_ref("public.f(int,VARCHAR ( 20 ) [],timestamptz(3),app.\"Odd, T\")").matches(many));
    CHECK(parse_ref("f(int4, character  varying(5)[], timestamp (3) with time zone, app.\"Odd, T\")").matches(many));
    CHECK_FALSE(parse_ref("f(int, varchar, timestamptz, app.\"Odd, T\")").matches(many));
    CHECK_FALSE(parse_ref("f(int8)").matches(routine("f(integer)")));
    CHECK_FALSE(parse_ref("public.\"f(int)\"").matches(routine("f(integer)")));
    CHECK_FALSE(parse_ref("other.f(int)").matches(routine("f(integer)")));
    CHECK(parse_ref("f(bool)").matches(routine("f(boolean)")));
    CHECK(parse_ref("f( )").matches(routine("f()")));
    CHECK(parse_ref("shop:public.f(text)").source == "shop");
}

TEST_CASE("references hold no character that a terminal hides, and are read back") {
    CHECK(format_ref("public", "a\nb") == "public.U&\"a\\000ab\"");
    CHECK(format_ref("public", "rtl\u202e") == "public.U&\"rtl\\202e\"");
    CHECK(format_ref("", "\u200f\"\\.\u2069") == "U&\"\\200f\"\"\\\\.\\2069\"");
    CHECK(format_ref("", "back\\slash") == "back\\slash");
    for (auto const *name : {"a\nb", "\t", "rtl\u202e\U0001f389", "\u061c\"\\\\0041", "\x7f", "\u0085", "u&\u200e"}) {
        auto const table = record(Kind::table, name, "", name);
        auto const text = format_ref(table);
        CHECK_FALSE(scribe::base::has_controls(text));
        CHECK(scribe::base::single_line(text) == text);
        CHECK(parse_ref(text).matches(table));
        auto const column = record(Kind::column, name, name, name);
        CHECK(parse_ref("src:" + format_ref(column)).matches(column));
    }
    CHECK(parse_ref("u&\"\\+01f389\\0041\"").parts.front() == "\U0001f389A");
    for (auto const *text : {"U&\"\\20\"", "U&\"\\d800\"", "U&\"\\0000\"", "U&\"\\zzzz\"", "U&\"\\\"", "U&\"\\-001\""})
        CHECK_THROWS_AS(parse_ref(text), scribe::base::Error);
    CHECK(parse_ref("U&b").parts.front() == "U&b");
}

TEST_CASE("parts of tables but columns are also named by their schema") {
    auto const index = record(Kind::index, "sales", "orders", "by_day");
    CHECK(parse_ref("sales.by_day").matches(index));
    CHECK(parse_ref("orders.by_day").matches(index));
    CHECK_FALSE(parse_ref("other.by_day").matches(index));
    auto const column = record(Kind::column, "sales", "orders", "day");
    CHECK(parse_ref("orders.day").matches(column));
    CHECK_FALSE(parse_ref("sales.day").matches(column));
}
