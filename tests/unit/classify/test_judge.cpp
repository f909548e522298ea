// SPDX-License-Identifier: MIT
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {

std::vector<std::string> const k_emails =
    made(40, [](std::size_t i) { return "user" + std::to_string(i) + "@example" + std::to_string(i % 3) + ".org"; });
std::vector<std::string> const k_products = {"Wooden Chair", "Steel Lamp", "Rubber Duck", "Cotton Towels",
                                             "Garden Hose",  "Desk Light", "Pen Holder",  "Screen Filter",
                                             "Water Bottle", "Paper Clip"};

} // namespace

TEST_CASE("a format proves itself whatever the name is", "[classify]") {
    CHECK(entity("c1", k_emails) == "EMAIL");
    CHECK(entity("email_id", k_emails) == "EMAIL");
    CHECK(entity("contact", k_emails) == "EMAIL");
}

TEST_CASE("a name alone proves nothing where there are values", "[classify]") {
    CHECK(entity("email", made(40, [](std::size_t i) { return i % 2 == 0 ? "true" : "false"; })).empty());
    CHECK(entity("phone", k_products).empty());
    CHECK(entity("first_name", made(40, [](std::size_t i) { return std::to_string(i); })).empty());
    CHECK(entity("card", {"hearts", "spades", "clubs", "diamonds"}).empty());
    CHECK(entity("ssn", made(9, [](std::size_t i) { return std::to_string(i); })).empty());
}

TEST_CASE("misleading names are no label even without values", "[classify]") {
    for (auto const *name : {"email_verified", "phone_type", "address_id", "card_count", "is_email_valid", "has_phone",
                             "password_changed_at", "token_count", "acid", "building_age", "product_name"}) {
        INFO(name);
        CHECK(entity(name, {}).empty());
    }
}

TEST_CASE("an empty column is labelled by its name, and says so", "[classify]") {
    auto const label = labels("t", {{"date_of_birth", {}}}).front();
    CHECK(label.entity == "BIRTHDATE");
    CHECK(label.confidence == 0.5);
    REQUIRE(label.evidence.size() == 2);
    CHECK(label.evidence[1].find("by name only") == 0);
}

TEST_CASE("evidence and labels survive their JSON", "[classify]") {
    auto const evidence = observe(test_rules(), {{"mail", k_emails}}).front();
    CHECK(evidence.rows == 40);
    CHECK(evidence.tested == 40);
    auto const text = model::class_evidence_to_json(evidence);
    CHECK(model::class_evidence_from_json(text, "t.mail") == evidence);
    CHECK(text.find("example") == std::string::npos);
    auto const label = labels("t", {{"mail", k_emails}}).front();
    CHECK(label.confidence > 0.9);
    CHECK(model::label_from_json(model::label_to_json(label), "t.mail") == label);
    CHECK_THROWS_WITH(model::label_from_json("{\"entity\":1}", "t.mail"), Catch::Contains("t.mail"));
}
