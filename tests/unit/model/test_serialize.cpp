// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "model/serialize.hpp"

#include <catch2/catch.hpp>

using namespace scribe::model;
using scribe::base::Error;
using scribe::base::ExitCode;

namespace {

Record record(Kind kind, std::string body) {
    Record entry;
    entry.kind = kind;
    entry.schema = "shop";
    entry.table = "orders";
    entry.name = "id";
    entry.body = std::move(body);
    return entry;
}

template <typename Read> void check_damaged(Read const &read) {
    try {
        read();
        FAIL("a damaged entry was read");
    } catch (Error const &error) {
        CHECK(error.code() == ExitCode::catalog);
        CHECK_THAT(error.what(), Catch::Contains("shop.orders.id") && Catch::Contains("damaged"));
    }
}

} // namespace

TEST_CASE("what goes into a record comes out of it") {
    Column column;
    column.name = "odd \"name\"\n\\ \x01 \xf0\x9f\x98\x80";
    column.type = "\"odd \\ type\"\n\t\x01 \xf0\x9f\x98\x80 \xe2\x80\xae";
    column.user_type = {"s", "t"};
    column.not_null = true;
    column.default_value = "";
    column.statistics_target = -1;
    column.grants = {{"public", {"SELECT", "UPDATE"}, {}}, {"r", {}, {"SELECT"}}};
    auto const entry = to_record(column);
    auto const back = from_record<Column>(entry);
    CHECK(back.name == column.name);
    CHECK(back.type == column.type);
    CHECK(back.user_type == column.user_type);
    CHECK(back.not_null);
    CHECK(back.default_value == "");
    CHECK(back.statistics_target == -1);
    REQUIRE(back.grants.size() == 2);
    CHECK(back.grants[0].privileges == std::vector<std::string>{"SELECT", "UPDATE"});
    CHECK(back.grants[1].grantable == std::vector<std::string>{"SELECT"});
    CHECK(to_record(back).body == entry.body);
}

TEST_CASE("members of a record may have any order; unknown ones are left alone") {
    auto const column = from_record<Column>(
        record(Kind::column, R"({"later":{"a":[1,{"type":"no"}]},"not_null":true,"type":"text","x":null})"));
    CHECK(column.type == "text");
    CHECK(column.not_null);
}

TEST_CASE("a damaged entry is named") {
    for (auto const *body : {"", "{", "[]", "7", R"({"type")", R"({"type":})", R"({"type":7})", R"({"not_null":"x"})",
                             R"({"grants":[{"grantee":"a"})", R"({"type":"a)", "{\"type\":\"\xff\"}"}) {
        CAPTURE(body);
        check_damaged([&] { from_record<Column>(record(Kind::column, body)); });
    }
    check_damaged([] { stats_from_json(R"({"rows":"many"})", record(Kind::table, "")); });
    // One that could not be read leaves nothing behind for the next.
    CHECK(stats_from_json(R"({"rows":3,"rows_exact":true})", record(Kind::table, "")).rows == 3);
}
