// SPDX-License-Identifier: MIT
#include "classify/checksum/checksums.hpp"
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

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
    // Of two words one is a name by chance, but in a table of people.
    CHECK(labels("kind", {{"name", {"Place name", "Search hint"}}})[0].entity.empty());
    CHECK(labels("customers", {{"name", {"Anna Schmidt", "John Miller"}}})[0].entity == "PERSON");
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

TEST_CASE("personal data within values made of others is found", "[classify]") {
    auto const typed = [](std::string const &type, std::vector<std::string> const &values) {
        return labels("t", {{"payload", values, type}}).front().entity;
    };
    auto const mail = [](std::size_t i) { return "jane.doe" + std::to_string(i) + "@example.com"; };
    auto const with = [&](std::string const &before, std::string const &after) {
        return made(40, [&, before, after](std::size_t i) { return before + mail(i) + after; });
    };
    CHECK(typed("text", with("email=", ";x=1")) == "FREE_TEXT_PII");
    CHECK(typed("text", with(R"({"contact":")", R"("})")) == "FREE_TEXT_PII");
    CHECK(typed("jsonb", with(R"({"contact": ")", R"("})")) == "FREE_TEXT_PII");
    CHECK(typed("hstore", with("\"mail\"=>\"", "\"")) == "FREE_TEXT_PII");
    CHECK(typed("public.contact", with("(7,", ",x)")) == "FREE_TEXT_PII");
    CHECK(typed("xml", with("<mail>", "</mail>")) == "FREE_TEXT_PII");
    CHECK(typed("text", with("ask ", " first")) == "FREE_TEXT_PII");
    // Of documents in text one is enough, as of documents by their type.
    auto one = made(400, [](std::size_t i) { return R"({"sku": )" + std::to_string(i) + "}"; });
    one[7] = R"({"sku": 7, "contact": "jane.doe@example.com"})";
    CHECK(typed("text", one) == "FREE_TEXT_PII");
    // The elements of arrays are looked at one by one, those that are made of others too.
    CHECK(typed("text[]", with("{a,", "}")) == "EMAIL");
    CHECK(typed("text[]", with("{", "}")) == "EMAIL");
    CHECK(typed("public.contact[]", with("{\"(7,", ")\"}")) == "FREE_TEXT_PII");
    for (auto const *value : {"tel:+49 30 1234567;x", "iban=DE89370400440532013000;x", "card:4111 1111 1111 1111,x",
                              "{\"ssn\":\"536-22-1847\"}"})
        CHECK(typed("text", made(40, [&](std::size_t i) { return value + std::to_string(i); })) == "FREE_TEXT_PII");
}

TEST_CASE("few hits guard a column's values, many or one in a document name it", "[classify]") {
    auto const judged = [](std::vector<std::string> const &values, std::string const &type) {
        return labels("t", {{"c", values, type}}).front();
    };
    auto values = made(200, [](std::size_t i) { return "k=" + std::to_string(i); });
    CHECK_FALSE(judged(values, "text").guarded);
    values[7] = "k=jane.doe@example.com";
    auto const few = judged(values, "text");
    CHECK(few.entity.empty());
    CHECK(few.sensitivity == "none");
    CHECK(few.guarded);
    REQUIRE(few.evidence.size() == 1);
    CHECK(few.evidence[0].starts_with("1 of 200 distinct values hold personal data"));
    auto const document = judged(values, "jsonb");
    CHECK(document.entity == "FREE_TEXT_PII");
    CHECK_FALSE(document.guarded);
    for (std::size_t at = 0; at < 19; ++at) values[at] = "k=jane.doe" + std::to_string(at) + "@example.com";
    CHECK(judged(values, "text").entity.empty());
    values[19] = "k=john.doe@example.com";
    CHECK(judged(values, "text").entity == "FREE_TEXT_PII");
    // Two telephone numbers may be something else, three are not.
    values = made(200, [](std::size_t i) { return "k=" + std::to_string(i); });
    values[0] = "k:+49 30 1234567", values[1] = "k:+49 30 1234568";
    CHECK_FALSE(judged(values, "text").guarded);
    values[2] = "k:+49 30 1234569";
    CHECK(judged(values, "text").guarded);
}

TEST_CASE("whole values among others guard a column, too", "[classify]") {
    auto const guarded = [](std::vector<std::string> const &secrets) {
        auto values = made(200, [](std::size_t i) { return "colour " + std::to_string(i); });
        std::copy(secrets.begin(), secrets.end(), values.begin() + 50);
        auto const label = labels("attribute", {{"value", values}}).front();
        CHECK(label.entity.empty());
        return label.guarded;
    };
    CHECK(guarded({"jane.doe@example.com"}));
    CHECK(guarded({"DE89 3704 0044 0532 0130 00"}));
    CHECK(guarded({"$2b$12$KIXQ4mP0p1VvX0u0r1hR2eS8m1o0Xk3Yx0Q7C8u1m5n9b2c4d6e8f"}));
    CHECK(guarded({"4111111111111111", "5500 0000 0000 0004", "4012888888881881"}));
    CHECK_FALSE(guarded({"4111111111111112", "5500 0000 0000 0005", "4012888888881881"}));
    CHECK_FALSE(guarded({"DE88 3704 0044 0532 0130 00"}));
    CHECK_FALSE(guarded({}));
}

TEST_CASE("technical values hold nobody's data", "[classify]") {
    auto const plain = [](std::string const &type, std::function<std::string(std::size_t)> const &make) {
        CHECK(labels("t", {{"payload", made(200, make), type}}).front().entity.empty());
    };
    auto const number = [](std::size_t i) { return std::to_string(i); };
    plain("text", [&](auto i) { return "release 4." + number(i) + ".2.19 (build 20240" + number(100 + i) + ")"; });
    plain("text", [&](auto i) { return "git@github.com:acme/tool" + number(i) + ".git"; });
    plain("text", [&](auto i) { return "npm@6.14." + number(i) + " node@18.1.2"; });
    plain("jsonb", [&](auto i) { return R"({"id": 45391488034)" + number(36000 + i * 7919) + R"(, "v": "1.2.3"})"; });
    plain("jsonb", [&](auto i) { return R"({"at": [-71.0589)" + number(4111111111111111 + i * 97) + ", 42.1]}"; });
    plain("tstzrange",
          [&](auto i) { return R"(["2024-01-01 00:00:00+00","2024-02-02 1)" + number(i % 10) + ":00:00+00\")"; });
    plain("text", [&](auto i) { return "gain +12.3456 dB, offset +" + number(i) + ".123456"; });
    plain("double precision[]", [&](auto i) { return "{4.51234567890123" + number(100 + i) + ",5.5}"; });
    plain("public.geometry", [&](auto i) { return "0101000020E6100000453914880343" + number(6000 + i); });
    plain("text", [&](auto i) { return "ask info@example.com for " + number(i); });
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

TEST_CASE("who writes from a public authority is its office, but is not shown either", "[classify]") {
    auto texts =
        made(60, [](std::size_t i) { return "Ask for the form number " + std::to_string(i) + " at the desk"; });
    for (auto const *domain : {"health.state.or.us", "cabinet.gov.uk", "sante.gouv.fr", "oregon.gov", "bmi.bund.de"}) {
        for (std::size_t at = 0; at < 20; ++at)
            texts[at] = std::string{"Write to m.muster@"} + domain + " about form " + std::to_string(at);
        auto const label = labels("t", {{"how_to", texts}}).front();
        INFO(domain);
        CHECK(label.entity.empty());
        CHECK(label.guarded);
    }
    texts[0] = "Write to m.muster@government-fans.org about the form";
    texts[1] = "Write to m.muster@mygov.com about the form";
    CHECK(entity("how_to", texts) == "FREE_TEXT_PII");
}

TEST_CASE("telephone numbers in a text count where people are", "[classify]") {
    auto const texts_with = [](std::vector<std::string> const &numbers) {
        auto texts =
            made(60, [](std::size_t i) { return "She was not at home for the parcel number " + std::to_string(i); });
        for (std::size_t at = 0; at < 8; ++at)
            texts[at * 7] = "On " + std::to_string(at) + " call " + numbers[at % numbers.size()] + ", he is at work";
        return texts;
    };
    auto const beside_people = [&](std::vector<std::string> const &numbers) {
        return labels("customers", {emails("email"), full_names("name"), {"notes", texts_with(numbers)}})[2].entity;
    };
    // Who are to be asked about meetings are offices.
    auto const meetings = [&](TestColumn const &other) {
        return labels(
                   "meetings",
                   {emails("email"), full_names("contact_name"), other, {"notes", texts_with({"+44 20 7946 0123"})}})[3]
            .entity;
    };
    CHECK(meetings(degrees("duration", 10)).empty());
    CHECK(meetings(dates("birth_date")) == "FREE_TEXT_PII");
    for (auto const *number : {"+44 20 7946 0123", "212-555-0143", "(020) 7946 0123", "06 12 34 56 78", "030/1234567",
                               "+1 (212) 555-0143", "0171 2345678"}) {
        INFO(number);
        CHECK(labels("t", {{"notes", texts_with({number})}})[0].entity.empty());
        CHECK(beside_people({number}) == "FREE_TEXT_PII");
    }
    // Offices can be called for nothing; dates, amounts and references are no numbers to call.
    for (auto const *other :
         {"800-555-0143", "1 888 683 5191", "+1 866 899 4679", "0800 123 4567", "02.01.2024 09 30", "2024-01-02 10 15",
          "01.02.-03.04.2024", "$212 555 0143", "ref 2024-555-0143", "12 345 678.90", "10.20.30.40"}) {
        INFO(other);
        CHECK(beside_people({other}).empty());
    }
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

TEST_CASE("what is streets nearly without exception is addresses, whatever its name is", "[classify]") {
    auto const streets = made(40, [](std::size_t i) {
        return (i % 2 == 0 ? std::to_string(100 + i) + "th" : k_surnames[i % 12]) + (i % 3 == 0 ? " Street" : " Road");
    });
    CHECK(entity("title", streets) == "ADDRESS");
    CHECK(entity("station", streets).empty());
    CHECK(entity("bus_stop", streets).empty());
    CHECK(entity("line_1_address", streets) == "ADDRESS");
    auto half = streets;
    for (std::size_t i = 0; i < 40; i += 5) half[i] = "Town hall " + std::to_string(i);
    CHECK(entity("title", half).empty());
}

TEST_CASE("towns of things, additions to postcodes and ages with decimals are nobody's", "[classify]") {
    auto const towns = made(30, [](std::size_t i) { return i % 2 == 0 ? "Springfield" : "Riverside"; });
    auto const beside_people = [](std::string const &name, std::vector<std::string> const &values) {
        return labels("t", {emails("email"), full_names("contact"), phones("phone"), {name, values}})[3].entity;
    };
    CHECK(beside_people("city", towns) == "LOCATION");
    for (auto const *name : {"program_city", "propcity", "SiteCity", "facility_town"})
        CHECK(beside_people(name, towns).empty());
    auto const codes = made(30, [](std::size_t i) { return std::to_string(1000 + i * 71); });
    CHECK(beside_people("zip", codes) == "POSTCODE");
    for (auto const *name : {"zip4", "mailing_zip_4", "principalzipcode4"}) CHECK(beside_people(name, codes).empty());
    CHECK(beside_people("zip", std::vector<std::string>(30)) == "POSTCODE");
    CHECK(beside_people("zip4", std::vector<std::string>(30)).empty());
    auto const ages = made(30, [](std::size_t i) { return std::to_string(20 + i); });
    CHECK(entity("age", ages) == "AGE");
    auto fish = made(30, [](std::size_t i) { return std::to_string(i % 3); });
    CHECK(entity("age", fish) == "AGE");
    fish.insert(fish.end(), {"2.1", "2.2"});
    CHECK(entity("age", fish).empty());
}

TEST_CASE("a date by the name of bdate is one of birth where it is spread as those are", "[classify]") {
    CHECK(entity("bdate", dates("bdate").values) == "BIRTHDATE");
    CHECK(entity("bdate", made(30, [](std::size_t i) { return "2016-03-" + two_digits(1 + i % 28); })).empty());
    CHECK(entity("birth_date", made(30, [](std::size_t i) { return "2016-03-" + two_digits(1 + i % 28); })) ==
          "BIRTHDATE");
}

TEST_CASE("lines that passports are read by and numbers of British drivers prove themselves", "[classify]") {
    CHECK(entity("c1", {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<",
                        "PPGBRSMITH<<JOHN<<<<<<<<<<<<<<<<<<<<<<<<<<<<"}) == "PASSPORT");
    CHECK(entity("c1", {"MORGA657054SM9IJ", "SMITH701019J99AB", "JONES802317AB3CD", "BROWN912025C99EF",
                        "LEE99511140K91GH"}) == "DRIVER_LICENSE");
    CHECK(entity("cookie", made(20, [](std::size_t i) { return "GA1.2." + std::to_string(1234567890 + i) + ".16"; })) ==
          "DEVICE_ID");
}

TEST_CASE("a column of one year of birth tells of nobody", "[classify]") {
    CHECK(entity("birth_year", std::vector<std::string>(40, "2019")).empty());
    CHECK(entity("birth_year", made(40, [](std::size_t i) { return std::to_string(1950 + i); })) == "BIRTHDATE");
}

TEST_CASE("digits that can all be called are telephone numbers where no name says otherwise", "[classify]") {
    auto const numbers = [](std::size_t count, std::string const &exchange) {
        return made(count, [&](std::size_t i) {
            return std::to_string(212 + i % 7 * 100) + exchange + std::to_string(1000 + i * 7919 % 9000);
        });
    };
    CHECK(entity("c1", numbers(40, "555")) == "PHONE");
    CHECK(entity("c1", numbers(20, "555")).empty()); // by chance
    CHECK(entity("c1", numbers(40, "155")).empty());
    CHECK(entity("reference", numbers(40, "555")).empty());
    CHECK(entity("c1", made(40, [](std::size_t i) { return std::to_string(2125550100 + i); })).empty());
    auto few = numbers(6, "555");
    for (auto const *written : {"212-555-0143", "(312) 555-0199", "412 555 0121"}) few.emplace_back(written);
    CHECK(entity("c1", few) == "PHONE");
}

TEST_CASE("a number that anyone may call is no person's by its form alone", "[classify]") {
    auto const numbers = [](std::string const &code) {
        return made(30, [&](std::size_t i) { return code + "-555-01" + two_digits(i); });
    };
    CHECK(entity("callback", numbers("212")) == "PHONE");
    CHECK(entity("callback", numbers("1-888")).empty());
    CHECK(entity("public_callback", numbers("212")).empty());
    CHECK(entity("public_phone", numbers("212")) == "PHONE");
    CHECK(entity("phone", numbers("1-888")) == "PHONE");
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
    // Far from the card it is any number, and the name alone needs a card, too, be it one whose values are hidden.
    CHECK(labels("t", {{"c1", cards}, full_names("c2"), emails("c3"), phones("c4"), dates("c5"), {"c6", codes}})[5]
              .entity.empty());
    CHECK(labels("t", {full_names("c1"), emails("c2"), {"cvc", codes}})[2].entity.empty());
    CHECK(labels("t", {full_names("c1"), {"c2", cards}, emails("c3"), {"cvc", codes}})[3].entity == "CARD_CVV");
    CHECK(labels("t", {{"card_number", made(40, [](std::size_t i) { return "tok_" + std::to_string(i * 7919); })},
                       {"cvv", codes}})[1]
              .entity == "CARD_CVV");
}

TEST_CASE("users add entities of their own", "[classify]") {
    classify::Rules const rules{{{"STAFF_NO", "personal", {"staff no"}, "S\\d{6}", "", {"range"}}}};
    auto const numbers = made(20, [](std::size_t i) { return "S" + std::to_string(100000 + i * 31); });
    CHECK(labels("t", {{"staff_no", numbers}}, rules).front().entity == "STAFF_NO");
    // Where names are given the values alone say nothing; where none is, they do.
    CHECK(labels("t", {{"c1", numbers}}, rules).front().entity.empty());
    classify::Rules const nameless{{{"STAFF_NO", "personal", {}, "S\\d{6}", "", {}}}};
    CHECK(labels("t", {{"c1", numbers}}, nameless).front().entity == "STAFF_NO");
    CHECK(labels("t", {{"c1", made(4, [&](std::size_t i) { return numbers[i]; })}}, nameless).front().entity.empty());
    CHECK(labels("t", {{"staff_no_range", {}}}, rules).front().entity.empty());
    CHECK_THROWS_WITH(classify::Rules({{"X", "personal", {}, "(", "", {}}}), Catch::Contains("'(' is no pattern"));
    CHECK_THROWS_WITH(classify::Rules({{"X", "personal", {"x"}, "", "sum", {}}}), Catch::Contains("no checksum"));
    CHECK_THROWS_WITH(classify::Rules({{"x y", "personal", {"x"}, "", "", {}}}), Catch::Contains("'x y'"));
    CHECK_THROWS_WITH(classify::Rules({{"X", "secret", {"x"}, "", "", {}}}), Catch::Contains("no sensitivity"));
}

TEST_CASE("an entity of names alone stays when values were seen, and one of scribe's own loses nothing", "[classify]") {
    classify::Rules const named{{{"ZORK", "personal", {"zork"}, "", "", {}}}};
    CHECK(labels("t", {{"zork", {}}}, named).front().entity == "ZORK");
    CHECK(labels("t", {{"zork", made(30, [](std::size_t i) { return "blue " + std::to_string(i); })}}, named)
              .front()
              .entity == "ZORK");
    CHECK(
        labels("t", {{"zork", made(30, [](std::size_t i) { return std::to_string(7 * i); })}}, named).front().entity ==
        "ZORK");
    classify::Rules const more{
        {{"PERSON", "personal", {"beneficiary"}, "", "", {}}, {"EMAIL", "personal", {"contact"}, "", "", {}}}};
    auto const names = made(30, [](std::size_t i) { return "Mary " + k_surnames[i % k_surnames.size()]; });
    auto const mails = made(30, [](std::size_t i) { return "p" + std::to_string(i) + "@mail.example.com"; });
    CHECK(labels("t", {{"full_name", names}}, more).front().entity == "PERSON");
    CHECK(labels("t", {{"beneficiary", names}}, more).front().entity == "PERSON");
    CHECK(labels("t", {{"email", mails}}, more).front().entity == "EMAIL");
    CHECK(labels("t", {{"contact", mails}}, more).front().entity == "EMAIL");
    CHECK_THROWS_WITH(classify::Rules({{"PERSON", "personal", {}, "[A-Z]+", "", {}}}), Catch::Contains("own"));
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

TEST_CASE("no number of a person is told by the bounds of a column", "[classify]") {
    auto const bounds = [](std::vector<std::string> const &values) {
        auto const seen = observe(test_rules(), {{"c", values}}).front();
        return std::pair{seen.minimum, seen.maximum};
    };
    using Bounds = std::pair<std::int64_t, std::int64_t>;
    CHECK(bounds({"4821.50", "3977"}) == Bounds{2100, 10'000});
    CHECK(bounds({"17", "93"}) == Bounds{0, 180});
    CHECK(bounds({"1934", "2003"}) == Bounds{1850, 2100});
    CHECK(bounds({"-179.5", "90"}) == Bounds{-180, 90});
    CHECK(bounds({"-123456789", "123456789"}) == Bounds{-10'000, 10'000});
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
    CHECK(evidence.tested == 200);
    auto const glanced = std::find_if(evidence.hits.begin(), evidence.hits.end(),
                                      [](model::ClassHit const &hit) { return hit.test == "glanced"; });
    REQUIRE(glanced != evidence.hits.end());
    CHECK(glanced->values == 1800);
    CHECK(evidence.more);
    CHECK(evidence.max_length <= 9);
}

TEST_CASE("what is rare is found behind the values that all tests are made with", "[classify]") {
    auto const guarded = [](std::vector<std::string> const &rare) {
        auto values = made(1500, [](std::size_t i) { return "order of part " + std::to_string(i); });
        std::copy(rare.begin(), rare.end(), values.begin() + 1200);
        auto const label = labels("t", {{"remark", values}}).front();
        CHECK(label.entity.empty());
        return label.guarded;
    };
    CHECK_FALSE(guarded({}));
    CHECK(guarded({"ask anna.smith@example.org first"}));
    CHECK(guarded({"AKIAIOSFODNN7EXAMPLE"}));
    CHECK(guarded({"DE89 3704 0044 0532 0130 00"}));
    CHECK(guarded({"4539148803436467", "4111111111111111", "5500000000000004"}));
    CHECK(guarded({"paid to DE89 3704 0044 0532 0130 00"}));
    CHECK_FALSE(guarded({"4539148803436468", "4111111111111112", "5500000000000005"}));
}

TEST_CASE("text about people is known by the values behind the first ones, too", "[classify]") {
    auto const values = made(600, [](std::size_t i) {
        return i < 300 ? "he called about order " + std::to_string(i)
                       : "please write to anna." + std::to_string(i) + "@example.org about it";
    });
    CHECK(entity("remark", values) == "FREE_TEXT_PII");
}

TEST_CASE("a name alone does not make a column what its type cannot hold", "[classify]") {
    auto const named = [](std::string const &name, std::string const &type) {
        return labels("t", {{name, {}, type}}).front().entity;
    };
    CHECK(named("rc", "regclass").empty());
    CHECK(named("iban", "integer").empty());
    CHECK(named("dni", "date").empty());
    CHECK(named("email", "bigint").empty());
    CHECK(named("last_name", "timestamp with time zone").empty());
    CHECK(named("ip_address", "inet") == "IP_ADDRESS");
    CHECK(named("iban", "text") == "IBAN");
    CHECK(named("dni", "character varying(9)") == "ES_NIF");
    CHECK(named("birth_date", "date") == "BIRTHDATE");
    CHECK(named("age", "smallint") == "AGE");
    CHECK(named("phone", "bigint") == "PHONE");
    CHECK(named("ssn", "integer") == "US_SSN");
    CHECK(named("credit_card_number", "bigint") == "CREDIT_CARD");
}

TEST_CASE("figures divided by sex and origin tell of nobody's place", "[classify]") {
    auto const origins = made(36, [](std::size_t i) { return i % 2 == 0 ? "Hispanic" : "Asian"; });
    auto const points = made(36, [](std::size_t i) { return "POINT (-100.11842" + two_digits(i) + " 47.475319)"; });
    auto const codes = made(36, [](std::size_t i) { return "902" + two_digits(i); });
    std::vector<TestColumn> columns = {
        sexes("gender"), {"race", origins}, {"geolocation", points}, {"zip_code", codes}};
    auto const figures = labels("survey", columns);
    CHECK(figures[0].entity == "GENDER");
    CHECK(figures[2].entity.empty());
    CHECK(figures[3].entity.empty());
    columns.push_back(full_names("full_name"));
    auto const people = labels("survey", columns);
    CHECK(people[2].entity == "GEO");
    CHECK(people[3].entity == "POSTCODE");
}

TEST_CASE("names of municipalities are those of bodies", "[classify]") {
    auto const towns =
        made(24, [](std::size_t i) { return (i % 2 == 0 ? "Town of " : "Municipality of ") + k_surnames[i % 12]; });
    auto const plain = made(24, [](std::size_t i) { return k_surnames[i % 12]; });
    CHECK(labels("residents", {emails("email"), full_names("name"), {"municipality", towns}})[2].entity.empty());
    CHECK(labels("residents", {emails("email"), full_names("name"), {"municipality", plain}})[2].entity == "LOCATION");
}

TEST_CASE("a genre is no gender, but where its values are", "[classify]") {
    for (auto const *name : {"genre", "genero", "genere"}) {
        INFO(name);
        CHECK(labels("album", {{"id", {}, "integer"}, {name, {}, "integer"}})[1].entity.empty());
        CHECK(labels("album", {{name, {"Rock", "Jazz", "Blues", "Metal"}}})[0].entity.empty());
        CHECK(labels("clients", {emails("email"), full_names("nom"), {name, {"M", "F"}}})[2].entity == "GENDER");
    }
}
