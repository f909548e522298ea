// SPDX-License-Identifier: MIT
#include "classify/checksum/checksums.hpp"
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {

std::vector<std::string> const k_given = {"Ana",   "James", "Maria", "Robert", "Linda", "David",
                                          "Susan", "Paul",  "Karen", "Thomas", "Laura", "Peter"};
std::vector<std::string> const k_surnames = {"Garcia", "Miller", "Schmidt", "Johnson", "Martin", "Brown",
                                             "Wilson", "Lopez",  "Clark",   "Lewis",   "Walker", "Young"};

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

TestColumn emails(std::string const &name) {
    return {name, made(36, [](std::size_t i) { return "user" + std::to_string(i) + "@example.org"; })};
}
TestColumn full_names(std::string const &name) {
    return {name, made(36, [](std::size_t i) { return k_given[i % 12] + " " + k_surnames[i * 5 % 12]; })};
}
TestColumn phones(std::string const &name) {
    return {name, made(36, [](std::size_t i) { return "+44 20 7946 01" + two_digits(i); })};
}
TestColumn dates(std::string const &name) {
    return {name, made(36, [](std::size_t i) {
                return std::to_string(1950 + i * 7 % 55) + "-" + two_digits(1 + i % 12) + "-" + two_digits(1 + i % 28);
            })};
}
TestColumn sexes(std::string const &name) {
    return {name, made(36, [](std::size_t i) { return i % 2 == 0 ? "m" : "f"; })};
}
TestColumn degrees(std::string const &name, int from) {
    return {name, made(36, [from](std::size_t i) { return std::to_string(from + static_cast<int>(i)) + ".12345"; })};
}

} // namespace

TEST_CASE("hidden names: what a table of people holds is known by its neighbours", "[classify]") {
    auto const found = labels("t", {emails("c1"), full_names("c2"), phones("c3"), dates("c4"), sexes("c5"),
                                    degrees("c6", -20), degrees("c7", 100)});
    CHECK(found[0].entity == "EMAIL");
    CHECK(found[1].entity == "PERSON");
    CHECK(found[2].entity == "PHONE");
    CHECK(found[3].entity == "BIRTHDATE");
    CHECK(found[4].entity == "GENDER");
    CHECK(found[5].entity == "GEO");
    CHECK(found[6].entity == "GEO");
}

TEST_CASE("the same values mean nothing in a table without people", "[classify]") {
    for (auto const &label : labels("t", {dates("c4"), sexes("c5"), degrees("c6", -20), degrees("c7", 100)}))
        CHECK(label.entity.empty());
}

TEST_CASE("a name that says something else is not guessed against", "[classify]") {
    auto const found =
        labels("t", {emails("c1"), full_names("c2"), phones("c3"), dates("hired_on"), sexes("size_code")});
    CHECK(found[3].entity.empty());
    CHECK(found[4].entity.empty());
}

TEST_CASE("animals have names, ages and sexes too", "[classify]") {
    auto const ages = made(36, [](std::size_t i) { return std::to_string(i % 15); });
    CHECK(labels("crabs", {{"age", ages}})[0].entity.empty());
    CHECK(labels("patients", {{"age", ages}})[0].entity == "AGE");
}

TEST_CASE("particles and titles are no part of what makes a name", "[classify]") {
    auto names = made(24, [](std::size_t i) {
        return (i % 2 == 0 ? "Dr. " : "") + k_given[i % 12] + " van den " + k_surnames[i * 5 % 12] +
               (i % 3 == 0 ? " Jr." : "");
    });
    CHECK(entity("ref", names) == "PERSON");
}

TEST_CASE("languages and colours are surnames too, but nobody's", "[classify]") {
    std::vector<std::string> const languages = {"English", "Italian", "Japanese", "Mandarin", "French", "German"};
    CHECK(labels("language", {{"name", languages}})[0].entity.empty());
    CHECK(labels("customers", {{"name", k_surnames}})[0].entity == "PERSON");
}

TEST_CASE("an opaque column is not guessed against its own name", "[classify]") {
    auto const ages = made(36, [](std::size_t i) { return std::to_string(1 + i) + " years"; });
    CHECK(labels("t", {emails("c1"), full_names("c2"), phones("c3"), {"age", ages}})[3].entity.empty());
}

TEST_CASE("check digits are judged per column against chance", "[classify]") {
    // Every tenth random number of 16 digits passes Luhn's test; all of these do.
    auto const cards = made(40, [](std::size_t i) {
        std::string number = "4539" + std::to_string(10000000000 + i * 7919 * 104729 % 89999999999);
        for (char last = '0'; last <= '9'; ++last) {
            int sum = 0;
            std::string const whole = number + last;
            for (std::size_t at = 0; at < whole.size(); ++at) {
                int const digit = whole[whole.size() - 1 - at] - '0';
                sum += at % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            }
            if (sum % 10 == 0) return whole;
        }
        return std::string{};
    });
    auto const random = made(
        40, [](std::size_t i) { return "4539" + std::to_string(100000000000 + i * 7919 * 104729 % 899999999999); });
    CHECK(entity("c1", cards) == "CREDIT_CARD");
    CHECK(entity("c1", random).empty());
    CHECK(entity("order_ref", random).empty());
    auto const found = labels("t", {{"c1", cards}}).front();
    CHECK(found.sensitivity == "financial");
    REQUIRE(found.evidence.size() == 2);
    CHECK(found.evidence[1].find("40 of 40 have the right check digits") == 0);
}

TEST_CASE("four-part versions are no addresses", "[classify]") {
    CHECK(entity("c1", made(30, [](std::size_t i) { return "4." + std::to_string(i) + ".2." + std::to_string(i % 7); }))
              .empty());
    CHECK(entity("c1", made(30, [](std::size_t i) { return "203.0.113." + std::to_string(i); })) == "IP_ADDRESS");
}

TEST_CASE("personal data in running text is found in a few rows", "[classify]") {
    auto notes =
        made(200, [](std::size_t i) { return "The parcel number " + std::to_string(i) + " was left at the door"; });
    CHECK(entity("notes", notes).empty());
    notes[3] = "Please call or write to jane.doe@example.com about the missing parcel";
    notes[90] = "The customer asked to use the address max@example.net from now on";
    CHECK(entity("notes", notes) == "FREE_TEXT_PII");
}

TEST_CASE("the mailbox of an office in a text is nobody's", "[classify]") {
    auto texts =
        made(60, [](std::size_t i) { return "Ask for the form number " + std::to_string(i) + " at the desk"; });
    texts[3] = "Please write to info@example.com for help with the form";
    texts[40] = "The service-desk@example.org will send you the other form";
    texts[41] = "Or ask OrderForms@example.org or the OFU@example.org for it";
    CHECK(entity("how_to", texts).empty());
    texts[3] = "Please write to jane.doe@example.com for help with the form";
    texts[40] = "From now on m.muster@example.org will send you the other form";
    CHECK(entity("how_to", texts) == "FREE_TEXT_PII");
}

TEST_CASE("telephone numbers in a text count where people are", "[classify]") {
    auto texts =
        made(60, [](std::size_t i) { return "She was not at home for the parcel number " + std::to_string(i); });
    texts[3] = "Please call 212-555-0143 before the next parcel comes";
    for (std::size_t const at : {10U, 20U, 40U})
        texts[at] = "His new number is +44 20 7946 01" + two_digits(at) + " and he is at work";
    CHECK(labels("t", {{"notes", texts}})[0].entity.empty());
    CHECK(labels("t", {emails("email"), full_names("name"), {"notes", texts}})[2].entity == "FREE_TEXT_PII");
}

TEST_CASE("streets without houses and places are personal only beside people", "[classify]") {
    auto const streets =
        made(30, [](std::size_t i) { return k_surnames[i % 12] + (i % 2 == 0 ? " Street" : " Road"); });
    auto const crossings =
        made(30, [](std::size_t i) { return k_surnames[i % 12] + " St @ " + k_given[i % 12] + " Ave"; });
    auto const addresses =
        made(30, [](std::size_t i) { return std::to_string(10 + i) + " " + k_surnames[i % 12] + " Street"; });
    auto const points = made(30, [](std::size_t i) {
        return "(40." + std::to_string(1000 + i) + ", -73." + std::to_string(2000 + i) + ")";
    });
    CHECK(labels("works", {{"street", streets}})[0].entity.empty());
    CHECK(labels("t", {emails("email"), full_names("name"), {"street", streets}})[2].entity == "ADDRESS");
    CHECK(labels("crashes", {{"location", crossings}})[0].entity.empty());
    CHECK(labels("t", {{"location", addresses}})[0].entity == "ADDRESS");
    CHECK(labels("stations", {{"geolocation", points}})[0].entity.empty());
    CHECK(labels("trips", {{"customer_id", made(30, [](std::size_t i) { return std::to_string(i); })},
                           {"geolocation", points}})[1]
              .entity == "GEO");
}

TEST_CASE("wages of nobody are statistics", "[classify]") {
    auto const amounts = made(30, [](std::size_t i) { return std::to_string(20'000 + i * 731) + ".50"; });
    CHECK(labels("staff", {full_names("name"), {"annual_salary", amounts}})[1].entity == "SALARY");
    CHECK(labels("t", {{"region", {"North", "South", "East"}}, {"annual_salary", amounts}})[1].entity.empty());
    for (auto const *name : {"median_salary", "pension_wage", "salary_band", "max_salary"})
        CHECK(labels("staff", {full_names("name"), {name, amounts}})[1].entity.empty());
}

TEST_CASE("security codes and expiry dates are known beside a card", "[classify]") {
    auto const cards = made(40, [](std::size_t i) {
        std::string number = "4539" + std::to_string(10000000000 + i * 7919 * 104729 % 89999999999);
        for (char last = '0'; last <= '9'; ++last)
            if (classify::find_checksum("card")(number + last)) return number + last;
        return std::string{};
    });
    auto const codes = made(40, [](std::size_t i) { return std::to_string(100 + i * 7919 % 899); });
    auto const months = made(40, [](std::size_t i) { return two_digits(1 + i % 12) + "/" + two_digits(26 + i % 5); });
    auto const found = labels("t", {full_names("c1"), {"c2", cards}, {"c3", codes}, {"c4", months}});
    CHECK(found[1].entity == "CREDIT_CARD");
    CHECK(found[2].entity == "CARD_CVV");
    CHECK(found[3].entity == "CARD_EXPIRY");
    CHECK(labels("t", {full_names("c1"), emails("c2"), {"c3", codes}})[2].entity.empty());
}

TEST_CASE("users add entities of their own", "[classify]") {
    classify::Rules const rules{{{"STAFF_NO", "personal", {"staff no"}, "S\\d{6}", "", {"range"}}}};
    auto const numbers = made(20, [](std::size_t i) { return "S" + std::to_string(100000 + i * 31); });
    CHECK(labels("t", {{"staff_no", numbers}}, rules).front().entity == "STAFF_NO");
    CHECK(labels("t", {{"c1", numbers}}, rules).front().entity == "STAFF_NO");
    CHECK(labels("t", {{"staff_no_range", {}}}, rules).front().entity.empty());
    CHECK_THROWS_WITH(classify::Rules({{"X", "personal", {}, "(", "", {}}}), Catch::Contains("'(' is no pattern"));
    CHECK_THROWS_WITH(classify::Rules({{"X", "personal", {"x"}, "", "sum", {}}}), Catch::Contains("no checksum"));
    CHECK_THROWS_WITH(classify::Rules({{"x y", "personal", {"x"}, "", "", {}}}), Catch::Contains("'x y'"));
    CHECK_THROWS_WITH(classify::Rules({{"X", "secret", {"x"}, "", "", {}}}), Catch::Contains("no sensitivity"));
}

TEST_CASE("semantic types are proved by values", "[classify]") {
    auto const type = [](std::string const &name, std::vector<std::string> const &values) {
        return labels("t", {{name, values}}).front().semantic_type;
    };
    CHECK(type("c1", {"https://a.example/x", "http://b.example"}) == "url");
    CHECK(type("c1", {"6f1c1b1e-7f3e-4f5e-9a53-0f0e6b2f1d11"}) == "uuid");
    CHECK(type("c1", {"image/png", "text/html; charset=utf-8"}) == "mime_type");
    CHECK(type("c1", {"Europe/Berlin", "America/Argentina/Ushuaia"}) == "time_zone");
    CHECK(type("c1", {"#ff0000", "#0a0b0c"}) == "colour");
    CHECK(type("c1", {"hello", "world"}).empty());
}

TEST_CASE("an observer is bounded, whatever it sees", "[classify]") {
    classify::TableObserver observer{test_rules(), {{.name = "a", .type = "text"}}};
    for (int i = 0; i < 5000; ++i) {
        std::string const text = "value" + std::to_string(i);
        std::vector<model::SampleValue> const row{{text, static_cast<std::int64_t>(text.size()), false}};
        observer.row(row);
    }
    std::string const huge(1 << 20, 'x');
    observer.row(std::vector<model::SampleValue>{{huge, static_cast<std::int64_t>(huge.size()), false}});
    observer.row(std::vector<model::SampleValue>{{"  ", 2, false}});
    auto const evidence = observer.finish().front();
    CHECK(evidence.rows == 5001);
    CHECK(evidence.nulls == 1);
    CHECK(evidence.tested == 2000);
    CHECK(evidence.more);
    CHECK(evidence.max_length <= 9);
}
