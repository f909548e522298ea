// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include "profile/hide.hpp"

#include <catch2/catch.hpp>

using namespace profile_test;
using scribe::model::profile_to_json;
using scribe::profile::hide_values;
using scribe::profile::mask_shape;
using scribe::profile::StoreValues;

namespace {

/// A column whose values all hold the word zebra or the number 77; every place of its profile that can hold values
/// does.
std::vector<ColumnProfile> telling() {
    auto labelled = column("state", ValueClass::text, "state");
    labelled.labels = {"zebra", "zebra gone"};
    Values texts, numbers, dates, documents, arrays, states, codes;
    for (std::size_t i = 0; i < 200; ++i) {
        texts.emplace_back(i == 0 ? "N/A zebra" : "zebra " + std::to_string(i % 20));
        numbers.emplace_back("77" + std::to_string(100 + i));
        dates.emplace_back("1977-07-" + std::string(i % 20 < 10 ? "0" : "1") + std::to_string(i % 9 + 1));
        documents.emplace_back(R"({"zebra": {"stripes": 77}})");
        arrays.emplace_back("{zebra,77}");
        states.emplace_back("zebra");
        codes.emplace_back("zebra-" + std::to_string(1000 + i));
    }
    return profile({{column("t", ValueClass::text), texts},
                    {column("n", ValueClass::integer), numbers},
                    {column("d", ValueClass::date), dates},
                    {column("j", ValueClass::json), documents},
                    {column("a", ValueClass::array), arrays},
                    {labelled, states},
                    {column("c", ValueClass::text), codes}})
        .columns;
}

bool tells(ColumnProfile const &column) {
    auto const json = profile_to_json(column);
    for (auto const *part : {"zebra", "\"77", "1977", ",77", "[77"})
        if (json.find(part) != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("what may be stored is as it was") {
    for (auto const &column : telling()) {
        REQUIRE(tells(column));
        auto copy = column;
        hide_values(copy, StoreValues::all, true);
        CHECK(copy == column);
        hide_values(copy, StoreValues::masked, false);
        CHECK(copy == column);
    }
}

TEST_CASE("no value of a personal column is left, nor any where none may be stored") {
    for (auto const &column : telling()) {
        CAPTURE(column.name);
        auto masked = column;
        hide_values(masked, StoreValues::masked, true);
        CHECK(masked.hidden == "masked");
        CHECK(!tells(masked));
        for (bool const personal : {true, false}) {
            auto none = column;
            hide_values(none, StoreValues::none, personal);
            CHECK(none.hidden == "none");
            CHECK(!tells(none));
            CHECK(none.top.empty());
            CHECK(none.min.empty());
        }
        // What tells nothing of single values stays.
        CHECK(masked.null_share == column.null_share);
        CHECK(masked.distinct == column.distinct);
        CHECK(masked.text.mean_length == column.text.mean_length);
        CHECK(masked.role == column.role);
    }
}

TEST_CASE("the figures of a single number do not tell it") {
    for (auto const store : {StoreValues::masked, StoreValues::none}) {
        auto found = profile(column("salary", ValueClass::integer), {"48217"});
        REQUIRE(profile_to_json(found).find("48217") != std::string::npos);
        hide_values(found, store, true);
        CHECK(profile_to_json(found).find("48217") == std::string::npos);
        CHECK(found.number.digits == 5);
    }
}

TEST_CASE("what is hidden altogether is not masked afterwards") {
    auto found = profile(column("name", ValueClass::text), {"Anna", "Otto"});
    hide_values(found, StoreValues::none, true);
    auto const before = found;
    hide_values(found, StoreValues::masked, true);
    CHECK(found == before);
}

TEST_CASE("the newest date of a hidden column is not that of its table") {
    auto table = profile({{column("born", ValueClass::date), {"1980-01-01"}}}).table;
    REQUIRE(table.freshness.newest == "1980-01-01");
    hide_values(table, "other");
    CHECK(!table.freshness.newest.empty());
    hide_values(table, "born");
    CHECK(table.freshness == scribe::model::Freshness{});
}

TEST_CASE("values of one shape become one") {
    auto found = profile(column("name", ValueClass::text), {"Anna", "Otto", "Eve", "Anna"});
    hide_values(found, StoreValues::masked, true);
    REQUIRE(found.top.size() == 2);
    CHECK(found.top[0].value == "Aaaa");
    CHECK(found.top[0].count == 3);
    CHECK(found.top[0].share == Approx(0.75));
    CHECK(found.min == "Aaaa");
}

TEST_CASE("shapes stay in the order of their frequency, and no share exceeds 1") {
    Values names;
    for (int i = 0; i < 9; ++i) names.insert(names.end(), {"Ada", "Eva", "Kim"});
    names.insert(names.end(), {"Otto", "Otto", "Otto", "Otto", "Otto", "Otto", "Otto", "Otto", "Otto", "Otto"});
    auto found = profile(column("name", ValueClass::text), names);
    REQUIRE(found.top[0].value == "Otto");
    hide_values(found, StoreValues::masked, true);
    REQUIRE(found.top.size() == 2);
    CHECK(found.top[0].value == "Aaa");
    auto third = profile(column("name", ValueClass::text), {"Ada", "Eva", "Kim", "Ada", "Eva", "Kim", "Ada"});
    for (auto &one : third.top) one.share = 0.333334;
    hide_values(third, StoreValues::masked, true);
    CHECK(third.top.at(0).share == 1);
}

TEST_CASE("the values that a profile quotes are all that it may keep of texts") {
    auto const tells = [](ColumnProfile const &column) {
        std::string all;
        for (auto const &[text, times] : scribe::profile::kept_values(column)) all += std::string{text} + ' ';
        return all;
    };
    CHECK(tells(profile(column("t", ValueClass::text), {"b", "a", "c", "N/A"})) == "N/A c b a c N/A N/A ");
    CHECK(tells(profile(column("a", ValueClass::array, "text[]"), {"{x,y}"})).find("x y") != std::string::npos);
}

TEST_CASE("a shape has no letter or digit of its text") {
    CHECK(mask_shape("Anna-Maria 1977, b@x.org") == "Aaaa-Aaaaa 9999, a@a.aaa");
    CHECK(mask_shape("Zürich 東京 😀") == "Aaaaaa aa a");
    CHECK(mask_shape("") == "");
    CHECK(mask_shape(std::string(200, 'x')) == std::string(60, 'a') + "…");
    CHECK(mask_shape("\xff\xfe").size() == 2);
}
