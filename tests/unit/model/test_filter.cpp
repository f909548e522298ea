// SPDX-License-Identifier: MIT
#include "model/filter.hpp"

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
    CHECK(parse_ref("shop:public.f(text)").source == "shop");
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
