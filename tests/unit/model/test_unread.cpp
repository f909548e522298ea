// SPDX-License-Identifier: MIT
#include "model/json/unread.hpp"
#include "model/record.hpp"

#include <catch2/catch.hpp>

using namespace scribe::model;

TEST_CASE("a body bears the mark of what was not read, and gives its tables back") {
    std::vector<std::string> const tables{R"(s."od]d"",[")", R"(s.b\)"};
    for (std::string const body : {R"({"definition":"x","columns":["a"]})", "{}"}) {
        CHECK_FALSE(is_partial(body));
        CHECK(unread_tables(body).empty());
        auto const marked = mark_unread(body, tables);
        CHECK(is_partial(marked));
        CHECK(unread_tables(marked) == tables);
        CHECK("{" + std::string{behind_mark(marked)} == body);
        auto const again = mark_unread(marked, {"s.other"});
        CHECK(unread_tables(again) == std::vector<std::string>{"s.other"});
        CHECK("{" + std::string{behind_mark(again)} == body);
        CHECK(unread_tables(mark_unread(body, {})).empty());
    }
}

TEST_CASE("a mark turns the hash of the content round, whatever its tables are") {
    Record whole;
    whole.body = R"({"definition":"x"})";
    auto partial = whole;
    for (auto const *table : {"s.a", "s.b"}) {
        partial.body = mark_unread(whole.body, {table});
        CHECK(content_hash(partial) == ~content_hash(whole));
    }
    partial.body = mark_unread("{}", {"s.a"});
    CHECK(content_hash(partial) != ~content_hash(whole));
}
