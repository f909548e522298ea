// SPDX-License-Identifier: MIT
#include "classify/fold.hpp"
#include "classify/name_rules.hpp"
#include "classify/rule_book.hpp"
#include "classify/values/shapes.hpp"
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {

using Words = std::vector<std::string>;

std::string first_rule(std::string const &column) {
    auto const &names = test_rules().names();
    auto const hits = names.match(names.words(column));
    return hits.empty() ? "" : test_rules().book().rules[static_cast<std::size_t>(hits.front().rule)].name;
}

} // namespace

TEST_CASE("a column's name is read word by word", "[classify]") {
    auto const &names = test_rules().names();
    CHECK(names.words("customerEmailAddress2") == Words{"customer", "email", "address"});
    CHECK(names.words("agentmailingaddress1") == Words{"agent", "mailing", "address"});
    CHECK(names.words("Téléphone") == Words{"telephone"});
    CHECK(names.words("acid") == Words{"acid"});
}

TEST_CASE("names are known in many languages", "[classify]") {
    for (auto const &[name, wanted] :
         std::initializer_list<std::pair<char const *, char const *>>{{"date_of_birth", "BIRTHDATE"},
                                                                      {"Geburtsdatum", "BIRTHDATE"},
                                                                      {"fecha_nacimiento", "BIRTHDATE"},
                                                                      {"date_naissance", "BIRTHDATE"},
                                                                      {"dataNascita", "BIRTHDATE"},
                                                                      {"geboortedatum", "BIRTHDATE"},
                                                                      {"data_nascimento", "BIRTHDATE"},
                                                                      {"nachname", "PERSON"},
                                                                      {"apellido1", "PERSON"},
                                                                      {"prénom", "PERSON"},
                                                                      {"cognome", "PERSON"},
                                                                      {"achternaam", "PERSON"},
                                                                      {"correo_electronico", "EMAIL"},
                                                                      {"IPAddress", "IP_ADDRESS"},
                                                                      {"mac_address", "MAC_ADDRESS"},
                                                                      {"emailAddress", "EMAIL"},
                                                                      {"codice_fiscale", "IT_FISCAL_CODE"},
                                                                      {"UserPassword", "CREDENTIAL"},
                                                                      {"plz", "POSTCODE"},
                                                                      {"телефон", "PHONE"}}) {
        INFO(name);
        CHECK(first_rule(name) == wanted);
    }
}

TEST_CASE("a later word makes a name something else", "[classify]") {
    for (auto const *name : {"email_verified", "phone_type", "address_id", "card_count", "emailStatus", "has_phone"}) {
        INFO(name);
        CHECK(first_rule(name).empty());
    }
}

TEST_CASE("words are compared without case and accents", "[classify]") {
    CHECK(classify::fold("MÜLLER") == "muller");
    CHECK(classify::fold("Łódź") == "lodz");
    CHECK(classify::fold("Straße") == "strasse");
    bool other = false;
    CHECK(classify::value_words(classify::fold("O'Neil, J. R."), other) == Words{"oneil", "j", "r"});
    CHECK_FALSE(other);
    classify::value_words("a1", other);
    CHECK(other);
}

TEST_CASE("telephone numbers are told from other digits", "[classify]") {
    using classify::PhoneShape;
    for (auto const *text : {"+44 20 7946 0000", "(212) 555-0123", "212-555-0123", "212.555.0123 x12", "06-12345678",
                             "01 23 45 67 89", "+49-722-0241913", "1-800-282-8096"}) {
        INFO(text);
        CHECK(classify::phone_shape(text) == PhoneShape::strong);
    }
    CHECK(classify::phone_shape("2125550123") == PhoneShape::bare);
    CHECK(classify::phone_shape("912 345 678") == PhoneShape::grouped);
    for (auto const *text : {"2024-02-29", "123-45-6789", "12345-6789", "978-3-16-148410-0", "192.168.10.1",
                             "2019-2020", "1234567.89", "-1234567", "4111 1111 1111 1111", "12345", "a123456789"}) {
        INFO(text);
        CHECK(classify::phone_shape(text) == PhoneShape::none);
    }
}

TEST_CASE("dates and numbers are read as they are written", "[classify]") {
    CHECK(classify::date_shape("1984-02-29")->year == 1984);
    CHECK(classify::date_shape("29.02.1984")->year == 1984);
    CHECK(classify::date_shape("2/29/1984")->year == 1984);
    CHECK(classify::date_shape("19840229")->compact);
    CHECK(classify::date_shape("2024-02-29T12:30:00Z")->time);
    CHECK_FALSE(classify::date_shape("2024-02-29 00:00:00")->time);
    for (auto const *text : {"1984-13-01", "12-12-12", "1984-02", "19841301", "2024-02-29x"}) {
        INFO(text);
        CHECK_FALSE(classify::date_shape(text));
    }
    CHECK(classify::number_shape("-12.50")->whole == -12);
    CHECK(classify::number_shape("-12.50")->decimals == 2);
    CHECK(classify::number_shape("007")->leading_zero);
    for (auto const *text : {"", "-", "+12", "1.", "1e5", "12 3", "1234567890123456789"})
        CHECK_FALSE(classify::number_shape(text));
}
