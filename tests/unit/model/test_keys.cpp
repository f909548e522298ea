// SPDX-License-Identifier: MIT
#include "model/table/keys.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using scribe::model::Constraint;
using scribe::model::Index;
using scribe::model::linked_tables;
using scribe::model::Relationship;
using scribe::model::unique_keys;

namespace {

using Names = std::vector<std::string>;

Constraint constraint(std::string type, Names columns) {
    Constraint one;
    one.type = std::move(type);
    one.columns = std::move(columns);
    return one;
}

Index unique_index(Names const &columns) {
    Index index;
    index.unique = true;
    for (auto const &column : columns) index.keys.emplace_back().column = column;
    return index;
}

Relationship reference(Names columns, std::string table, double confidence = 1) {
    Relationship one;
    one.from = {"public", "link", std::move(columns)};
    one.to = {"public", std::move(table), {"id"}};
    one.confidence = confidence;
    return one;
}

} // namespace

TEST_CASE("Unique keys leave out what is not unique over all rows") {
    auto partial = unique_index({"a"});
    partial.predicate = "a > 0";
    auto invalid = unique_index({"b"});
    invalid.invalid = true;
    auto expression = unique_index({"c", ""});
    auto not_enforced = constraint("primary key", {"d"});
    not_enforced.not_enforced = true;
    auto temporal = constraint("unique", {"e", "period"});
    temporal.temporal = true;
    auto const keys =
        unique_keys({not_enforced, temporal, constraint("check", {"f"}), constraint("unique", {"g", "h"})},
                    {partial, invalid, expression, unique_index({"i"})});
    CHECK(keys == std::vector<Names>{{"g", "h"}, {"i"}});
    CHECK(scribe::model::is_unique_key({"h", "x", "g"}, keys));
    CHECK_FALSE(scribe::model::is_unique_key({"g"}, keys));
}

TEST_CASE("A junction table links two tables when its key is made of the references to them") {
    auto const actor = reference({"actor_id"}, "actor"), film = reference({"film_id"}, "film", 0.8);
    std::vector<Names> const key{{"film_id", "actor_id"}};

    auto const linked = linked_tables(key, {film, actor});
    REQUIRE(linked.size() == 1);
    CHECK(linked[0].left.table == "actor"); // by name, however they come
    CHECK(linked[0].right.table == "film");
    CHECK(linked[0].to_left == Names{"actor_id"});
    CHECK(linked[0].to_right == Names{"film_id"});
    CHECK(linked[0].through.name == "link");
    CHECK(linked[0].confidence == 0.8);
    CHECK(linked_tables(key, {actor, film}) == linked);

    // A third column in the key: there may be several rows for a pair, or it is a combination of three.
    CHECK(linked_tables({{"film_id", "actor_id", "year"}}, {film, actor}).empty());
    CHECK(linked_tables({}, {film, actor}).empty());
    // One of the two is unique by itself: each film has one actor at most.
    CHECK(linked_tables({{"film_id", "actor_id"}, {"film_id"}}, {film, actor}).empty());
    // One column in both.
    CHECK(linked_tables(key, {film, reference({"film_id", "actor_id"}, "cast")}).empty());
}

TEST_CASE("Of a pair that is found twice the surer one counts") {
    std::vector<Names> const keys{{"a", "b"}, {"b", "a"}};
    auto const linked =
        linked_tables(keys, {reference({"a"}, "node", 0.6), reference({"a"}, "node"), reference({"b"}, "node")});
    REQUIRE(linked.size() == 1); // a table linked with itself
    CHECK(linked[0].confidence == 1);
    CHECK(linked[0].to_left == Names{"a"});
    CHECK(linked[0].to_right == Names{"b"});
}

TEST_CASE("What holds for some rows only, and arrays, link nothing") {
    auto some = reference({"a"}, "node"), array = reference({"a"}, "node");
    some.type_value = "post";
    array.array = true;
    for (auto const &one : {some, array}) CHECK(linked_tables({{"a", "b"}}, {one, reference({"b"}, "tag")}).empty());
}
