// SPDX-License-Identifier: MIT
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {

std::vector<std::string> either(std::vector<std::string> const &values, std::size_t count = 120) {
    return made(count, [&](std::size_t i) { return values[i * 7919 % 101 % values.size()]; });
}

std::vector<TestColumn> const k_people = {
    {"first_name", either({"Anna", "Peter", "Maria", "John"})},
    {"last_name", either({"Smith", "Jones", "Miller"})},
    {"email", made(120, [](std::size_t i) { return "anna" + std::to_string(i) + "@example.org"; })},
};
std::vector<TestColumn> const k_things = {
    {"sku", made(120, [](std::size_t i) { return "AB-" + std::to_string(1000 + i); })},
    {"price", made(120, [](std::size_t i) { return std::to_string(i) + ".50"; })},
};

/// What a column is beside others.
std::string beside(std::vector<TestColumn> table, std::string const &name, std::vector<std::string> const &values,
                   std::string const &type = "text") {
    table.push_back({name, values, type});
    return labels("t", table).back().entity;
}

} // namespace

TEST_CASE("flags and codes of special categories are known in tables of people", "[classify]") {
    struct Case {
        std::string name, entity, type;
        std::vector<std::string> values;
    };
    for (auto const &[name, entity, type, values] : std::vector<Case>{
             {"union_member", "UNION_MEMBERSHIP", "integer", {"0", "1"}},
             {"is_union_member", "UNION_MEMBERSHIP", "boolean", {"t", "f"}},
             {"trade_union", "UNION_MEMBERSHIP", "text", {"yes", "no"}},
             {"gewerkschaft", "UNION_MEMBERSHIP", "boolean", {"t", "f"}},
             {"disability", "HEALTH", "integer", {"0", "1"}},
             {"disability_flag", "HEALTH", "text", {"Y", "N"}},
             {"has_disability", "HEALTH", "boolean", {"t", "f"}},
             {"schwerbehindert", "HEALTH", "boolean", {"t", "f"}},
             {"gender", "GENDER", "integer", {"1", "2"}},
             {"gender", "GENDER", "integer", {"0", "1"}},
             {"sex_code", "GENDER", "text", {"1", "2", "9"}},
             {"geschlecht", "GENDER", "integer", {"0", "1", "2"}},
         }) {
        INFO(name);
        CHECK(beside(k_people, name, either(values), type) == entity);
        CHECK(beside(k_things, name, either(values), type).empty());
    }
}

TEST_CASE("other flags and codes of people are none of theirs", "[classify]") {
    for (auto const *name :
         {"disabled", "is_disabled", "disability_claims_enabled", "union_fee_paid", "gender_required", "has_gender",
          "gender_count", "active", "union_all", "pregnant_tests", "sex_education"})
        CHECK(beside(k_people, name, either({"0", "1"}), "integer").empty());
    CHECK(beside(k_people, "gender", either({"3", "4", "5"}), "integer").empty());
    CHECK(beside(k_people, "handicap", made(120, [](std::size_t i) { return std::to_string(i % 36); }), "integer")
              .empty());
}

TEST_CASE("accounts of social networks are user names of people", "[classify]") {
    auto const handles = made(60, [](std::size_t i) { return "@anna_s" + std::to_string(i); });
    CHECK(beside(k_people, "twitter", handles) == "USERNAME");
    CHECK(beside(k_people, "insta_handle", handles) == "USERNAME");
    CHECK(beside(k_things, "insta_handle", handles) == "USERNAME");
    CHECK(beside(k_things, "twitter", handles).empty());
    CHECK(beside(k_people, "facebook", made(60, [](std::size_t i) { return std::to_string(100 + i); })).empty());
    CHECK(beside(k_people, "twitter", either({"yes", "no"})).empty());
}

TEST_CASE("the plate of a car is one beside people", "[classify]") {
    auto const plates = made(60, [](std::size_t i) { return "M-AB " + std::to_string(1000 + i); });
    CHECK(beside(k_people, "plate", plates) == "LICENSE_PLATE");
    CHECK(beside(k_things, "plate", plates).empty());
    CHECK(beside(k_people, "plate", either({"small", "large dinner plate"})).empty());
}

TEST_CASE("names in other scripts and names with a number are names", "[classify]") {
    CHECK(entity("fio", {"Иванов Иван Иванович", "Петрова Анна Сергеевна", "Кузнецова Ольга"}) == "PERSON");
    CHECK(entity("shimei", {"佐藤 太郎", "鈴木 花子", "高橋 一郎"}) == "PERSON");
    CHECK(entity("emergency_contact", {"Anna Smith 0151-2345678"}) == "PERSON");
    CHECK(entity("emergency_contact", {"Anna Smith", "Peter Jones", "Maria Miller"}) == "PERSON");
    CHECK(entity("emergency_contact", {"yes", "no"}).empty());
    auto const calls = made(40, [](std::size_t i) { return "Peter Jones, +44 20 7946 " + std::to_string(1000 + i); });
    CHECK(entity("note", calls) == "PERSON");
    CHECK(entity("note", made(40, [](std::size_t i) { return "Order 4711-" + std::to_string(10000 + i); })).empty());
}

TEST_CASE("dates of birth are known however they are written", "[classify]") {
    for (auto const *form : {"12-MAR-19", "07 May 19", "12/05/", "7. März 19", "7 de marzo de 19", "7 févr. 19"}) {
        INFO(form);
        CHECK(entity("birth_date", made(40, [form](std::size_t i) { return form + std::to_string(50 + i); })) ==
              "BIRTHDATE");
    }
}
