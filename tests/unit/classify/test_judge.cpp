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
    for (auto const *name : {"email_verified",
                             "phone_type",
                             "address_id",
                             "card_count",
                             "is_email",
                             "last_login_ip_count",
                             "name_of_product",
                             "emailVerified",
                             "email_confirmed_at",
                             "email_opt_in",
                             "email_template",
                             "email_sent",
                             "email_status",
                             "email_preferences",
                             "email_domain",
                             "mail_server",
                             "mail_queue_size",
                             "num_emails",
                             "number_of_emails",
                             "email_is_valid",
                             "has_email",
                             "send_email",
                             "emailGeprüft",
                             "email_bestaetigt",
                             "phone_count",
                             "phone_model",
                             "phone_country_code",
                             "type_of_phone",
                             "number_of_phones",
                             "mobile_app_version",
                             "telefon_typ",
                             "anzahl_telefonnummern",
                             "tipo_telefono",
                             "tipo_de_telefono",
                             "type_telephone",
                             "soort_telefoon",
                             "tipo_endereco",
                             "tipo_indirizzo",
                             "numero_indirizzi",
                             "aantal_adressen",
                             "adresstyp",
                             "address_book_id",
                             "memory_address",
                             "ip_version",
                             "ip_address_count",
                             "mac_version",
                             "name_length",
                             "product_name",
                             "file_name",
                             "nombre_producto",
                             "nom_fichier",
                             "nome_azienda",
                             "bedrijfsnaam",
                             "city_code",
                             "zip_file",
                             "postal_service",
                             "gender_ratio",
                             "gender_gap",
                             "age_group",
                             "cache_age",
                             "average_age",
                             "max_age",
                             "birth_weight",
                             "birth_rate",
                             "birthday_discount",
                             "race_time",
                             "race_results",
                             "card_type",
                             "card_brand",
                             "card_present",
                             "credit_card_fee",
                             "gift_card_number",
                             "iban_check",
                             "iban_country",
                             "ssn_verified",
                             "passport_country",
                             "passport_required",
                             "license_status",
                             "drivers_license_state",
                             "tax_rate",
                             "password_changed_at",
                             "password_policy",
                             "mot_de_passe_modifie",
                             "clave_cambiada",
                             "senha_expirada",
                             "wachtwoord_gewijzigd",
                             "passwort_geaendert_am",
                             "token_count",
                             "token_expires_at",
                             "api_key_enabled",
                             "pass_rate",
                             "pin_enabled",
                             "login_attempts",
                             "last_login_at",
                             "failed_logins",
                             "user_count",
                             "user_type",
                             "user_id",
                             "contact_method",
                             "contact_type",
                             "preferred_contact_method",
                             "customer_since",
                             "customer_id",
                             "owner_type",
                             "salary_grade",
                             "salary_range",
                             "median_income",
                             "household_income",
                             "blood_pressure",
                             "diagnosis_count",
                             "geo_enabled",
                             "street_light_count",
                             "street_type",
                             "wallet_balance",
                             "acid",
                             "passage",
                             "message",
                             "average",
                             "lattice",
                             "telnet_port",
                             "terrace",
                             "panel",
                             "image",
                             "passenger_count"}) {
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
    model::Label guarded;
    guarded.guarded = true;
    CHECK(model::label_from_json(model::label_to_json(guarded), "t.mail") == guarded);
    CHECK_THROWS_WITH(model::label_from_json("{\"entity\":1}", "t.mail"), Catch::Contains("t.mail"));
}

TEST_CASE("who reviews, edits or owns an account is a person in two rows, too", "[classify]") {
    std::vector<std::string> const two = {"John Smith", "Laura Norman"};
    for (auto const *name : {"reviewer", "reviewer_name", "reviewername", "approver_name", "editor", "auditor_name",
                             "kontoinhaber", "titulaire", "utilizador"}) {
        CAPTURE(name);
        CHECK(entity(name, two) == "PERSON");
    }
    CHECK(entity("reviewer_count", {"3", "4"}).empty());
    CHECK(entity("editor", {"vim", "emacs"}).empty());
}

TEST_CASE("coordinates of people are found as points, too", "[classify]") {
    std::vector<std::string> const names = {"Mary Miller", "John Smith", "Laura Norman", "Peter Schmidt"};
    auto const of = [&](std::string const &name, std::vector<std::string> const &values) {
        return labels("customers", {{"full_name", names}, {name, values}})[1].entity;
    };
    CHECK(of("coords", {"(39.2, -89.3)", "(40.1, -88.2)", "(41.3, -87.9)", "(38.8, -90.1)"}) == "GEO");
    CHECK(of("coords", {"(39.2,-89.3)", "(40.1,-88.2)", "(41,-87.9)", "(38.8,-90.1)"}) == "GEO");
    CHECK(of("coords", {"POINT(-89.31 39.2)", "POINT(-88.2 40.1)", "POINT(-87.9 41.3)"}) == "GEO");
    CHECK(of("coords", {"SRID=4326;POINT(-89.31 39.2)", "SRID=4326;POINT(-88 40)"}) == "GEO");
    CHECK(of("coords", {"row 3", "row 4"}).empty());
}
