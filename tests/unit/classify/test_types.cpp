// SPDX-License-Identifier: MIT
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {

std::string type_of(std::string const &name, std::vector<std::string> const &values,
                    std::string const &declared = "text") {
    return labels("t", {{name, values, declared}}).front().semantic_type;
}

} // namespace

TEST_CASE("codes and names of countries, languages and currencies are proved by values", "[classify]") {
    CHECK(type_of("c1", {"EUR", "USD", "GBP"}) == "currency_code");
    CHECK(type_of("currency", {"EUR"}) == "currency_code");
    CHECK(type_of("c1", {"THE", "CAT", "ALL"}).empty());
    CHECK(type_of("c1", {"DEU", "FRA", "NLD", "BRA", "JPN"}) == "country_code");
    CHECK(type_of("country_code", {"DE", "FR"}) == "country_code");
    CHECK(type_of("c1", {"DE", "FR", "AL", "CA"}).empty()); // states of the USA, too
    CHECK(type_of("state", {"CA", "DE", "AL"}).empty());
    CHECK(type_of("c1", {"Germany", "France", "United Kingdom", "Cote d'Ivoire", "Brazil", "Japan", "Österreich"}) ==
          "country");
    CHECK(type_of("pais", {"España", "Francia"}) == "country");
    CHECK(type_of("country", {"music", "western"}).empty());
    CHECK(type_of("c1", {"en-US", "pt_BR", "zh-Hant-TW"}) == "locale");
    CHECK(type_of("lang", {"en", "de", "fr"}) == "language_code");
    CHECK(type_of("c1", {"en", "de", "fr"}).empty());
    CHECK(type_of("c1", {"English", "Spanish", "Français", "日本語"}) == "language");
    CHECK(type_of("language", {"English"}) == "language");
    CHECK(type_of("language", {"C++", "Java", "Python"}).empty());
    CHECK(type_of("c1", {"Euro", "US Dollar", "Japanese Yen", "Schweizer Franken"}) == "currency");
    CHECK(type_of("waehrung", {"€"}) == "currency");
    CHECK(type_of("language", {"English", "Other"}) == "language");
    CHECK(type_of("language", {"Spanish", "Chinese - Mandarin", "Akan (incl. Twi)", "Apache languages"}) == "language");
    CHECK(type_of("language", {"Other"}).empty());
    CHECK(type_of("language", {"music (classical)", "music (folk)"}).empty());
    CHECK(type_of("country_code", {"CI", "BD", "UG", "VN", "3W", "GH", "LA"}) == "country_code");
    CHECK(type_of("country_code", {"CI", "BD", "X1", "X2", "3W", "GH", "LA"}).empty());
    CHECK(type_of("c1", {"Euro", "Bus", "Train", "Boat"}).empty());
    // Plenty of two letters prove what few do not.
    std::vector<std::string> countries = {"DE", "FR", "IT", "ES", "PT", "NL", "BE", "LU", "AT", "CH",
                                          "PL", "CZ", "SK", "HU", "RO", "BG", "GR", "SE", "NO", "FI"};
    CHECK(type_of("c1", countries) == "country_code");
    countries.back() = "XX";
    CHECK(type_of("c1", countries).empty());
    CHECK(type_of("c1", {"en", "de", "fr", "it", "es", "pt", "nl", "lb", "pl", "cs",
                         "sk", "hu", "ro", "bg", "el", "sv", "nb", "fi", "da", "et"}) == "language_code");
    CHECK(type_of("state", {"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID",
                            "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS"})
              .empty());
}

TEST_CASE("times of day, durations, days and months in text are known", "[classify]") {
    CHECK(type_of("c1", {"09:30", "17:45:10", "08:00 PM"}) == "time");
    CHECK(type_of("c1", {"09:30", "17:45"}, "time without time zone").empty()); // its type says it already
    CHECK(type_of("c1", {"P3D", "PT4H30M"}) == "duration");
    CHECK(type_of("c1", {"3 days 04:05:06", "1 year 2 mons", "12 minutes"}) == "duration");
    CHECK(type_of("duration", {"125:30", "98:07:30", "61:10"}) == "duration");
    CHECK(type_of("c1", {"16:9", "4:3", "21:9"}).empty());
    CHECK(type_of("c1", {"Monday", "Tuesday", "Sunday"}) == "weekday");
    CHECK(type_of("c1", {"enero", "febrero", "marzo", "abril"}) == "month");
    CHECK(type_of("c1", {"2024-02-29", "2023-01-01"}) == "iso_date");
    CHECK(type_of("c1", {"2024-02-29", "2023-01-01"}, "date").empty());
}

TEST_CASE("shares, amounts, colours and hosts are known by what is written beside the figures", "[classify]") {
    CHECK(type_of("c1", {"12 %", "7.5%"}) == "percentage");
    CHECK(type_of("c1", {"$1,200.50", "$3", "$17.00"}) == "money");
    CHECK(type_of("c1", {"1.200,50 €", "3 €", "17,00 EUR"}) == "money");
    CHECK(type_of("c1", {"#ff00aa", "#001122", "#abc"}) == "colour");
    CHECK(type_of("ticket", {"#100", "#123456", "#777"}).empty());
    CHECK(type_of("c1", {"example.com", "www.example.org", "shop.example.net"}) == "domain_name");
    CHECK(type_of("c1", {"main.rs", "read.me", "index.js"}).empty());
}

TEST_CASE("versions are told from dates and addresses, flags from counts", "[classify]") {
    CHECK(type_of("c1", {"1.2.3", "10.4.0-rc1", "v2.0.1"}) == "version");
    CHECK(type_of("c1", {"12.05.2023", "01.11.2024", "28.02.1999"}).empty());
    CHECK(type_of("c1", {"203.0.113.7", "203.0.113.9", "198.51.100.3"}).empty());
    CHECK(type_of("child_count", {"0", "1"}).empty());
    // Two rows with 0 and 1 prove nothing, but where the name asks; many rows do, where it says no number.
    CHECK(type_of("c1", {"0", "1"}).empty());
    CHECK(type_of("c1", {"y", "n"}) == "boolean");
    CHECK(type_of("is_open", {"0", "1"}) == "boolean");
    CHECK(type_of("deleted_flag", {"0", "1"}) == "boolean");
    auto const digits = made(60, [](auto i) { return std::to_string(i % 2); });
    CHECK(type_of("active", digits) == "boolean");
    for (auto const *name : {"child_order", "edits_pending", "position", "entity0_cardinality", "min", "priority"}) {
        INFO(name);
        CHECK(type_of(name, digits).empty());
    }
    CHECK(type_of("c1", {"/usr/lib/x.so", "/etc/hosts"}) == "file_path");
    CHECK(type_of("c1", {"C:\\Temp\\a.txt", "\\\\server\\share\\b"}) == "file_path");
    CHECK(type_of("c1", {"./src/main", "../docs/notes.md", "~/mail/inbox"}) == "file_path");
    CHECK(type_of("c1", {"/uploads/2020/07/photo.jpg", "/uploads/2021/01/plan.pdf"}) == "file_path");
    CHECK(type_of("c1", {"N/A", "and/or"}).empty());
    // Places in a hierarchy and routes are no files.
    CHECK(type_of("c1", {"/1/", "/1/1/", "/1/1/4/", "/2/3/"}).empty());
    CHECK(type_of("c1", {"/api/v1/users/3", "/api/v1/orders/17", "/api/v2/users/"}).empty());
}

TEST_CASE("digits alone are no hash, however many there are", "[classify]") {
    auto const type = [](std::function<std::string(std::size_t)> const &make) {
        return labels("t", {{"c1", made(400, make)}}).front().semantic_type;
    };
    auto const digits = [](std::size_t i) { return std::to_string(1000000000000000 + i * 7919 * 104729 * 31); };
    CHECK(type([&](auto i) { return digits(i) + digits(i + 5); }).empty());
    CHECK(type([&](auto i) { return digits(i) + "9f86d081884c7d65"; }) == "hash");
}
