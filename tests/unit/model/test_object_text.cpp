// SPDX-License-Identifier: MIT
#include "model/object_text.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using model::is_default_not_null_name;

TEST_CASE("names that PostgreSQL gives to NOT NULL constraints") {
    CHECK(is_default_not_null_name("t_a_not_null", "t", "a"));
    CHECK(is_default_not_null_name("t_a_not_null12", "t", "a"));
    CHECK(is_default_not_null_name("d_not_null", "d", ""));
    CHECK_FALSE(is_default_not_null_name("t_b_not_null", "t", "a"));
    CHECK_FALSE(is_default_not_null_name("filled", "t", "a"));
    CHECK_FALSE(is_default_not_null_name("_not_null", "t", "a"));
    CHECK_FALSE(is_default_not_null_name("12", "t", "a"));
    // Cut to 63 bytes, the longer part first, between characters.
    std::string const t(60, 't');
    std::string const c(40, 'c');
    CHECK(is_default_not_null_name(t.substr(0, 52) + "_a_not_null", t, "a"));
    CHECK(is_default_not_null_name(t.substr(0, 27) + "_" + c.substr(0, 26) + "_not_null", t, c));
    CHECK(is_default_not_null_name(t.substr(0, 26) + "_" + c.substr(0, 26) + "_not_null",
                                   t.substr(0, 26) + "\u00e4" + t, c));
    CHECK_FALSE(is_default_not_null_name(t + "_a_not_null", t, "a"));
}

TEST_CASE("a NOT NULL constraint is plain unless somebody said something with it") {
    model::Constraint key;
    key.type = "not null";
    key.table = "t";
    key.columns = {"a"};
    key.name = "t_a_not_null";
    CHECK(model::is_plain_not_null(key));
    auto named = key;
    named.name = "filled";
    CHECK_FALSE(model::is_plain_not_null(named));
    named.inherited = true;
    CHECK(model::is_plain_not_null(named));
    auto said = key;
    said.comment = "why";
    CHECK_FALSE(model::is_plain_not_null(said));
    key.type = "check";
    CHECK_FALSE(model::is_plain_not_null(key));
}
