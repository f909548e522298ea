// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/family/family.hpp"

#include <catch2/catch.hpp>

using scribe::diff::ddl::Family;
using scribe::model::Ref;

namespace {

Ref table(std::string const &name) { return {"s", name}; }

} // namespace

TEST_CASE("a family knows who is above and below before and after", "[diff]") {
    Family family;
    family.set(table("a"), {table("p"), table("q")}, true);
    family.set(table("b"), {table("p")}, true);
    family.set(table("a"), {table("q"), table("r"), table("p")}, false);
    family.set(table("c"), {table("p")}, false);
    CHECK(family.lasting_parents(table("a")) == std::vector{table("q"), table("p")});
    CHECK(family.lasting_parents(table("b")).empty());
    CHECK(family.lasting_children(table("p")) == std::vector{table("a")});
    CHECK(family.children(table("p"), true) == std::set{table("a"), table("b")});
    CHECK(family.children(table("p"), false) == std::set{table("a"), table("c")});
    CHECK(family.children(table("a"), true).empty());
}

TEST_CASE("a family forgets parents that are taken back", "[diff]") {
    Family family;
    family.set(table("a"), {table("p"), table("q")}, false);
    family.set(table("a"), {table("q")}, false);
    CHECK(family.children(table("p"), false).empty());
    CHECK(family.children(table("q"), false) == std::set{table("a")});
    family.set(table("a"), {}, false);
    CHECK(family.all(false).empty());
    CHECK(family.parents(table("a"), false).empty());
    CHECK(family.children(table("q"), false).empty());
}
