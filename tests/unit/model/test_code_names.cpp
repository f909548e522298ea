// SPDX-License-Identifier: MIT
#include "model/code/code_names.hpp"

#include <catch2/catch.hpp>

using namespace scribe::model;

TEST_CASE("an expression names a column as a whole word, alone or behind its table", "[model]") {
    auto const names = [](char const *code) { return names_column(code, "orders", "total", false); };
    CHECK(names("(total > 0)"));
    CHECK(names("((total * 2))::text"));
    CHECK(names("lower(\"total\")"));
    CHECK(names("(new.total > 3)"));
    CHECK(names("(orders.total > 3)"));
    CHECK(names("'it''s' || total"));
    CHECK(names("E'a\\' b' || total"));
    CHECK(names("(a -- total\n + total)"));
    CHECK_FALSE(names("(subtotal > total_2)"));
    CHECK_FALSE(names("'total' || a"));
    CHECK_FALSE(names("E'a\\' total' || a"));
    CHECK_FALSE(names("total(a)"));
    CHECK_FALSE(names("public.total(a)"));
    CHECK_FALSE(names("(other.total > 3)"));
    CHECK_FALSE(names("a::total"));
    CHECK_FALSE(names("a::public.total"));
    CHECK_FALSE(names("a /* total */ + b"));
    CHECK_FALSE(names("\"Total\" + \"a.total\""));
}

TEST_CASE("words of a type's name are no columns", "[model]") {
    CHECK_FALSE(names_column("(a)::timestamp(3) without time zone", "t", "zone"));
    CHECK_FALSE(names_column("a::double precision", "t", "precision"));
    CHECK(names_column("(a)::timestamp without time zone > b AND zone = 1", "t", "b"));
    CHECK(names_column("zone || 'x'", "t", "zone"));
}

TEST_CASE("odd names of columns are found in quotes alone", "[model]") {
    CHECK(names_column("(\"a \"\"b\"\"\" > 1)", "t", "a \"b\""));
    CHECK(names_column("(\"Total\" > 1)", "t", "Total"));
    CHECK_FALSE(names_column("(total > 1)", "t", "Total"));
    CHECK(names_column("\xc3\xa4nder > 1", "t", "\xc3\xa4nder"));
}

TEST_CASE("SQLite names columns in any case and in its own quotes", "[model]") {
    CHECK(names_column("[Total] > 1", "t", "total", true));
    CHECK(names_column("`TOTAL` > 1", "t", "total", true));
    CHECK(names_column("total IN (1, 2)", "t", "Total", true));
    CHECK_FALSE(names_column("a[total]", "t", "a[total]", false));
}

TEST_CASE("a type is named with its schema", "[model]") {
    CHECK(names_type("a app.pair, b integer", "app", "pair", false));
    CHECK(names_type("SETOF app.pair[]", "app", "pair", false));
    CHECK(names_type("TABLE(x \"Odd.app\".\"a \"\"b\"\"\")", "Odd.app", "a \"b\"", false));
    CHECK(names_type("'(1,x)'::app.pair", "app", "pair", true));
    CHECK_FALSE(names_type("app.pair + 1", "app", "pair", true));
    CHECK_FALSE(names_type("app.pairs", "app", "pair", false));
    CHECK_FALSE(names_type("app.pair(1)", "app", "pair", false));
    CHECK_FALSE(names_type("other.pair", "app", "pair", false));
}
