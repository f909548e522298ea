// SPDX-License-Identifier: MIT
#include "classify/fold.hpp"
#include "classify/name_rules.hpp"
#include "classify/rule_book.hpp"
#include "classify/values/shapes.hpp"
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

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
    CHECK(names.words("membermailingaddress1") == Words{"member", "mailing", "address"});
    CHECK(names.words("Téléphone") == Words{"telephone"});
    CHECK(names.words("acid") == Words{"acid"});
    CHECK(names.words("First_Name__c") == Words{"first", "name"}); // Salesforce's mark of added fields
    CHECK(names.words("Birthday__pc") == Words{"birthday"});
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

TEST_CASE("names are read whatever the order, abbreviation, prefix or language", "[classify]") {
    std::map<std::string, Words> const all{
        {"PERSON",
         {"cust_fname",
          "custFirstName",
          "CUST_LST_NM",
          "customerSurname",
          "first_nm",
          "FirstNm",
          "last_nm",
          "frst_name",
          "full_nm",
          "fullName",
          "strFirstName",
          "txtLastName",
          "patient_nm",
          "pat_last_name",
          "emp_name",
          "employeeName",
          "EMP_NM",
          "usr_first_name",
          "member_full_name",
          "name_of_patient",
          "nameFirst",
          "middle_initial",
          "maidenName",
          "cardHolderName",
          "name_on_card",
          "acct_holder_name",
          "surname1",
          "rider_name",
          "kunden_name",
          "Kundenname",
          "kundenVorname",
          "KUNDE_NACHNAME",
          "mitarbeitername",
          "patientenname",
          "vorname",
          "Geburtsname",
          "nachname2",
          "nom_client",
          "nomDuClient",
          "prenom_client",
          "prénom",
          "nom_de_famille",
          "nom_complet",
          "nombre_cliente",
          "nombreCompleto",
          "apellido_paterno",
          "apellidos_cliente",
          "primer_apellido",
          "nombre_y_apellidos",
          "nome_cliente",
          "nm_cliente",
          "NomeCompleto",
          "sobrenome",
          "nome_da_mae",
          "nome_paziente",
          "cognome_cliente",
          "nome_e_cognome",
          "klant_naam",
          "klantnaam",
          "voornaam",
          "achternaam_klant",
          "naam_klant"}},
        {"EMAIL",
         {"cust_email",
          "customerEmailAddr",
          "e_mail",
          "eMail",
          "email1",
          "EMAIL_ADDR",
          "emailAddr",
          "usr_mail",
          "contactEmail",
          "primary_email",
          "txtEmail",
          "eml_addr",
          "mailadresse",
          "email_adresse",
          "kundenEmail",
          "adresse_mail",
          "adresseEmail",
          "courriel_client",
          "correo_cliente",
          "correoElectronico",
          "direccion_correo",
          "indirizzo_email",
          "posta_elettronica",
          "email_cliente",
          "emailadres"}},
        {"PHONE",
         {"cust_phone",
          "customerPhoneNumber",
          "phone_no",
          "phoneNbr",
          "PHN_NBR",
          "ph_no",
          "mob_no",
          "mobile_nbr",
          "cell_num",
          "tel_no",
          "telNr",
          "tel_home",
          "work_phone",
          "phone_home",
          "home_phone_2",
          "contact_number",
          "fax_no",
          "emp_mobile",
          "telefonnummer",
          "TelefonNr",
          "handynr",
          "kunden_telefon",
          "tel_privat",
          "numero_telephone",
          "num_tel",
          "tel_portable",
          "telephone_mobile",
          "telefono_movil",
          "num_telefono",
          "nro_telefono",
          "celular_cliente",
          "numero_de_celular",
          "telefone_celular",
          "nr_telefone",
          "cellulare",
          "numero_telefonico",
          "telefoonnummer",
          "mobiel_nummer",
          "gsm"}},
        {"ADDRESS", {"street_addr",         "addr1",
                     "addr_line_1",         "ADDR_LN_1",
                     "addressLine2",        "cust_address",
                     "homeAddress",         "residential_address",
                     "billing_addr",        "shipToAddress",
                     "mailing_address",     "str_addr",
                     "wohnadresse",         "lieferadresse",
                     "strasse_nr",          "straße",
                     "anschrift",           "adresse_postale",
                     "adresse_client",      "rue",
                     "direccion_cliente",   "calle",
                     "domicilio",           "indirizzo_cliente",
                     "indirizzo_residenza", "endereco_cliente",
                     "logradouro",          "ds_endereco",
                     "straatnaam",          "woonadres"}},
        {"POSTCODE",
         {"zip_cd", "ZIPCODE", "cust_zip", "postal_cd", "postCode", "plz", "code_postal", "codigo_postal", "cd_cep",
          "cap", "postcode"}},
        {"BIRTHDATE",
         {"dob",
          "cust_dob",
          "birth_dt",
          "BRTH_DT",
          "dt_of_birth",
          "dateOfBirth",
          "birthDate",
          "bday",
          "patient_birth_date",
          "geburtsdatum",
          "geb_dat",
          "gebdatum",
          "date_naissance",
          "dat_nais",
          "dateDeNaissance",
          "fec_nac",
          "fecha_nacimiento",
          "fechaDeNacimiento",
          "data_nascita",
          "dt_nascimento",
          "data_nasc",
          "geboortedatum"}},
        {"GENDER",
         {"gender_cd", "gndr", "sex_cd", "cust_gender", "geschlecht", "sexe", "sexo_cliente", "sesso", "geslacht"}},
        {"CREDENTIAL",
         {"pwd", "user_pwd", "passwordHash", "pswd", "passwd_enc", "apiKey", "api_secret", "client_secret",
          "refreshToken", "mot_de_passe", "contraseña", "senha_usuario", "wachtwoord", "passwort_hash"}},
        {"USERNAME",
         {"usr_nm", "userName", "login_id", "user_login", "benutzername", "nom_utilisateur", "nombre_usuario",
          "nome_utente", "gebruikersnaam"}},
        {"CREDIT_CARD",
         {"cc_num", "ccNumber", "card_nbr", "credit_card_no", "creditCardNum", "kreditkartennummer", "numero_carte",
          "num_tarjeta", "numero_carta_credito", "numero_cartao"}},
        {"IBAN", {"iban_nr", "cust_iban", "bankIban"}},
        {"IP_ADDRESS", {"ip_addr", "clientIP", "last_login_ip", "ipAddress", "src_ip", "adresse_ip"}},
        {"MAC_ADDRESS", {"mac_addr", "macAddress"}},
        {"US_SSN", {"ssn_nbr", "soc_sec_nbr", "socialSecurityNumber", "emp_ssn"}},
        {"PASSPORT", {"passport_nbr", "passportNo", "reisepassnr", "num_passeport", "numero_pasaporte"}},
        {"GEO", {"lat", "gps_lat", "longitude"}},
        {"LOCATION", {"city", "cust_city", "birthPlace", "wohnort", "ville", "ciudad", "citta", "woonplaats"}},
        {"AGE", {"age", "patient_age", "age_at_visit", "edad", "leeftijd"}},
        {"SALARY", {"annual_salary", "base_pay", "gehalt", "salario"}},
        {"ETHNICITY", {"ethnicity", "race_cd"}},
        {"NATIONALITY", {"nationality"}},
        {"MARITAL_STATUS", {"marital_status", "familienstand"}},
        {"RELIGION", {"religion"}},
        {"BLOOD_TYPE", {"blood_type"}},
    };
    for (auto const &[wanted, columns] : all)
        for (auto const &column : columns) {
            INFO(column);
            auto const &names = test_rules().names();
            auto const hits = names.match(names.words(column));
            CHECK(std::any_of(hits.begin(), hits.end(), [&](classify::NameHit const &hit) {
                return !hit.hint && test_rules().book().rules[static_cast<std::size_t>(hit.rule)].name == wanted;
            }));
        }
}

TEST_CASE("words that stand together are parted, but not within other words", "[classify]") {
    auto const &names = test_rules().names();
    CHECK(names.words("custfname") == Words{"cust", "fname"});
    CHECK(names.words("CUST_NM") == Words{"cust", "name"});
    for (auto const *word : {"passage", "average", "telnet", "leverage", "postage", "telemetry"})
        CHECK(names.words(word) == Words{word});
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
