// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <random>

using namespace profile_test;

namespace {

constexpr std::size_t k_rows = 500;

std::string two(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Numbers without order, the same in every run.
std::size_t mixed(std::size_t i, std::size_t end) { return (i * 2'654'435'761U + 12345) % 4'294'967'291U % end; }

ColumnProfile of(std::string name, ValueClass value_class, std::function<std::string(std::size_t)> const &text,
                 std::string type = "text") {
    return profile(column(std::move(name), value_class, std::move(type)), make(k_rows, text));
}

ColumnProfile whole(std::string name, std::function<std::size_t(std::size_t)> const &number) {
    return of(
        std::move(name), ValueClass::integer, [&](auto i) { return std::to_string(number(i)); }, "integer");
}

template <std::size_t N> auto one_of(std::array<char const *, N> const &list) {
    return [list](std::size_t i) { return std::string{list[mixed(i, N)]}; };
}

std::string digest(std::size_t i, std::size_t length) {
    std::mt19937_64 random{i + 1};
    std::string text;
    while (text.size() < length) text += "0123456789abcdef"[random() % 16];
    return text;
}

std::string token(std::size_t i, std::size_t length) {
    std::mt19937_64 random{i + 1};
    std::string text;
    while (text.size() < length)
        text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[random() % 62];
    return text;
}

} // namespace

TEST_CASE("roles: keys") {
    auto id = column("code", ValueClass::text);
    id.key = true;
    CHECK(profile(id, make(50, [](auto i) { return "c" + std::to_string(i); })).role == "key");
    CHECK(whole("id", [](auto i) { return i + 1; }).role == "key");
    CHECK(whole("order_id", [](auto i) { return i + 1; }).role == "key"); // of the table orders
    CHECK(of(
              "uuid", ValueClass::uuid, [](auto i) { return digest(i, 8) + "-0000-4000-8000-000000000000"; }, "uuid")
              .role == "key");
    // Not unique, or not the table's own.
    CHECK(whole("id", [](auto i) { return i / 2; }).role.empty());
    CHECK(whole("customer_id", [](auto i) { return i + 1; }).role == "foreign_key");
    CHECK(profile(column("id", ValueClass::integer), Values(50)).role.empty());
}

TEST_CASE("roles: names in other languages") {
    // of the table orders
    CHECK(whole("id_cliente", [](auto i) { return mixed(i, 90); }).role == "foreign_key");
    for (auto const *name :
         {"Ändern", "geaendert_am", "erstellt_am", "date_creation", "dateModification", "fecha_creacion",
          "data_criacao", "data_modifica", "aangemaakt_op", "créé_le", "gewijzigd_op"}) {
        INFO(name);
        auto const role = of(name, ValueClass::timestamp, [](auto i) {
                              return "2026-05-" + two(1 + i % 28) + " 10:00:" + two(i % 60);
                          }).role;
        CHECK(role == (std::string{name} == "Ändern" ? "date" : "audit_timestamp"));
    }
    for (auto const *name :
         {"betrag", "montant", "importe", "preço", "prezzo", "prijs", "cantidad", "quantità", "anzahl"}) {
        INFO(name);
        CHECK(whole(name, [](auto i) { return mixed(i, 9000); }).role == "measure");
    }
    for (auto const *name : {"estado", "statut", "stato", "situação", "soort", "kategorie", "niveau"}) {
        INFO(name);
        CHECK(whole(name, [](auto i) { return mixed(i, 5); }).role == "enum");
    }
    for (auto const &[no, yes] : {std::pair{"nein", "ja"}, {"non", "oui"}, {"no", "sí"}, {"não", "sim"}, {"nee", "ja"}})
        CHECK(of("x", ValueClass::text, [&, yes = std::string{yes}, no = std::string{no}](auto i) {
                  return i % 3 == 0 ? yes : no;
              }).role == "flag");
    CHECK(of("activo", ValueClass::text, one_of(std::array{"S", "N"})).role == "flag");
    CHECK(of("lado", ValueClass::text, one_of(std::array{"S", "N"})).role != "flag");
    for (auto const *name : {"beschreibung", "remarques", "descripción", "observações", "descrizione", "opmerkingen"}) {
        INFO(name);
        CHECK(of(name, ValueClass::text, [](auto i) { return "uno dos tres " + std::to_string(i); }).role ==
              "free_text");
    }
    CHECK(of("nombre_producto", ValueClass::text, [](auto i) {
              return "Lamp " + std::string(1 + mixed(i, 40), 'a');
          }).role == "name");
    CHECK(whole("posición", [](auto i) { return i % 12; }).role == "ordinal");
    CHECK(whole("reihenfolge", [](auto i) { return i % 12; }).role == "ordinal");
    CHECK(whole("año_fiscal", [](auto i) { return 1990 + i % 30; }).role == "date");
    CHECK(whole("dauer_minuten", [](auto i) { return mixed(i, 90); }).unit == "min");
    CHECK(of("breitengrad", ValueClass::real, [](auto i) {
              return "52." + std::to_string(100 + mixed(i, 900));
          }).role == "geo");
}

TEST_CASE("roles: foreign key candidates") {
    auto declared = column("buyer", ValueClass::integer);
    declared.foreign_key = true;
    CHECK(profile(declared, {"1"}).role == "foreign_key");
    CHECK(whole("customer_id", [](auto i) { return mixed(i, 90); }).role == "foreign_key");
    CHECK(whole("customerId", [](auto i) { return mixed(i, 90); }).role == "foreign_key");
    CHECK(whole("created_by", [](auto i) { return mixed(i, 20); }).role == "foreign_key");
    CHECK(of("account_id", ValueClass::text, [](auto i) { return "ACC" + std::to_string(mixed(i, 50)); }).role ==
          "foreign_key");
    // Words that only end in "id".
    CHECK(whole("paid", [](auto i) { return 100 + mixed(i, 5000); }).role != "foreign_key");
    CHECK(of("valid", ValueClass::text, one_of(std::array{"yes", "no"})).role == "flag");
    CHECK(of("id_note", ValueClass::text, one_of(std::array{"seen by the office", "not seen so far by anyone"})).role !=
          "foreign_key");
    CHECK(of("session_id", ValueClass::text, [](auto i) { return token(i, 32); }).role == "hash");
}

TEST_CASE("roles: codes") {
    CHECK(of("zip", ValueClass::text, [](auto i) { return two(i % 100) + std::to_string(100 + mixed(i, 800)); }).role ==
          "code");
    CHECK(of("country_code", ValueClass::text, one_of(std::array{"DE", "FR", "NL", "NA"})).role == "code");
    CHECK(of("currency", ValueClass::text, one_of(std::array{"EUR", "USD"})).role == "code");
    CHECK(of("sku", ValueClass::text, [](auto i) { return "AB-" + std::to_string(1000 + i); }).role == "code");
    CHECK(of("article", ValueClass::text, [](auto i) {
              return "X" + two(i % 100) + "-" + std::to_string(10 + mixed(i, 80));
          }).role == "code");
    CHECK(of("city", ValueClass::text, [](auto i) {
              return "City" + std::string(1 + mixed(i, 7), 'x') + " North";
          }).role != "code");
    CHECK(of("word", ValueClass::text, [](auto i) { return "w" + std::string(1 + mixed(i, 40), 'o') + "rd"; }).role !=
          "code");
}

TEST_CASE("roles: enums with their values, and flags") {
    auto const status = of("status", ValueClass::text, one_of(std::array{"new", "paid", "shipped", "returned"}));
    CHECK(status.role == "enum");
    CHECK(status.top.size() == 4);
    CHECK(status.top_complete);
    CHECK(of("colour", ValueClass::text, one_of(std::array{"red", "green", "blue"})).role == "enum");
    CHECK(whole("status", [](auto i) { return mixed(i, 5); }).role == "enum");
    CHECK(whole("order_type", [](auto i) { return mixed(i, 5) * 10; }).role == "enum");
    // Many values, values that hardly repeat, numbers that count.
    CHECK(of("surname", ValueClass::text, [](auto i) {
              return "Sm" + std::string(1 + mixed(i, 60), 'i') + "th";
          }).role == "name");
    CHECK(profile(column("colour", ValueClass::text), {"red", "green", "blue", "red"}).role.empty());
    CHECK(whole("quantity", [](auto i) { return mixed(i, 5); }).role == "measure");
    CHECK(whole("type_count", [](auto i) { return mixed(i, 5); }).role == "measure");

    CHECK(of("active", ValueClass::boolean, one_of(std::array{"t", "f"}), "boolean").role == "flag");
    CHECK(whole("is_deleted", [](auto i) { return mixed(i, 2); }).role == "flag");
    CHECK(whole("archived", [](auto i) { return mixed(i, 2); }).role == "flag");
    CHECK(of("newsletter", ValueClass::text, one_of(std::array{"Y", "N"})).role == "flag");
    CHECK(whole("is_deleted", [](auto) { return 0U; }).role == "flag");
    CHECK(whole("item_count", [](auto i) { return mixed(i, 2); }).role == "measure");
    CHECK(whole("x", [](auto i) { return 1 + mixed(i, 2); }).role != "flag");
    CHECK(of("side", ValueClass::text, one_of(std::array{"left", "right"})).role == "enum");
}

TEST_CASE("roles: measures and their units") {
    auto const weight =
        of("weight_kg", ValueClass::decimal, [](auto i) { return std::to_string(mixed(i, 90)) + ".5"; });
    CHECK(weight.role == "measure");
    CHECK(weight.unit == "kg");
    CHECK(whole("duration_ms", [](auto i) { return mixed(i, 90'000); }).unit == "ms");
    CHECK(whole("price_usd_cents", [](auto i) { return mixed(i, 90'000); }).unit == "USD cents");
    CHECK(whole("discount_pct", [](auto i) { return mixed(i, 100); }).unit == "percent");
    CHECK(whole("height_m", [](auto i) { return mixed(i, 100); }).unit == "m");
    CHECK(of(
              "total", ValueClass::decimal, [](auto i) { return "$" + std::to_string(mixed(i, 90)) + ".50"; }, "money")
              .unit == "money");
    CHECK(of("x", ValueClass::real, [](auto i) { return std::to_string(mixed(i, 90)) + ".25"; }).role == "measure");
    // A letter is a unit only after what it measures; ids and flags have none.
    CHECK(whole("block_m", [](auto i) { return mixed(i, 100); }).unit.empty());
    CHECK(whole("us", [](auto i) { return mixed(i, 100); }).unit.empty());
    CHECK(whole("km_id", [](auto i) { return mixed(i, 100); }).role == "foreign_key");

    std::vector<Column> columns{
        {column("amount", ValueClass::decimal), make(50, [](auto i) { return std::to_string(i) + ".50"; })},
        {column("currency", ValueClass::text), make(50, [](auto) { return std::string{"EUR"}; })}};
    CHECK(profile(columns).columns[0].unit == "EUR");
    columns[1].values[3] = "USD";
    CHECK(profile(columns).columns[0].unit == "currency in currency");
    columns.push_back({column("base_currency", ValueClass::text), columns[1].values});
    CHECK(profile(columns).columns[0].unit.empty());
}

TEST_CASE("roles: times and dates") {
    auto const at = [](std::string name) {
        return of(std::move(name), ValueClass::timestamp,
                  [](auto i) { return "2026-05-" + two(1 + i % 28) + " 10:00:" + two(i % 60) + "+00"; })
            .role;
    };
    CHECK(at("created_at") == "audit_timestamp");
    CHECK(at("last_modified") == "audit_timestamp");
    CHECK(at("updatedOn") == "audit_timestamp");
    for (auto const *name :
         {"last_update", "modifieddate", "createdat", "dateadded", "lastupdatetime", "createddate"}) {
        INFO(name);
        CHECK(at(name) == "audit_timestamp");
    }
    for (auto const *name : {"last_payment", "lastvisit", "birthdate", "updates"}) {
        INFO(name);
        CHECK(at(name) == "date");
    }
    CHECK(at("due_at") == "date");
    CHECK(at("created_period_end") == "date");
    CHECK(of("born", ValueClass::date, [](auto i) { return "1980-05-" + two(1 + i % 28); }).role == "date");
    CHECK(whole("birth_year", [](auto i) { return 1950 + i % 50; }).role == "date");
    CHECK(whole("budget_year", [](auto i) { return i * 1000; }).role != "date");
}

TEST_CASE("roles: free text and names") {
    CHECK(of("notes", ValueClass::text, [](auto i) {
              return "The customer called " + std::to_string(i) + " times, we wrote back";
          }).role == "free_text");
    CHECK(of("x", ValueClass::text, [](auto i) {
              return "We saw it on day number " + std::to_string(i) + " and took it home with us";
          }).role == "free_text");
    CHECK(of("name", ValueClass::text, [](auto i) {
              return "Lamp " + std::string(1 + mixed(i, 40), 'a') + " small";
          }).role == "name");
    CHECK(of("comment_count", ValueClass::integer, [](auto i) { return std::to_string(mixed(i, 40)); }).role ==
          "measure");
}

TEST_CASE("roles: hashes and tokens") {
    // Digits alone are numbers, however many there are.
    CHECK(of("x", ValueClass::text, [](auto i) {
              return fmt::format("{:016}{:016}", i * 7919, mixed(i, 9999));
          }).role != "hash");
    CHECK(of("x", ValueClass::text, [](auto i) { return digest(i, 64); }).role == "hash");
    CHECK(of("x", ValueClass::text, [](auto i) { return token(i, 24); }).role == "hash");
    CHECK(of("password", ValueClass::text, [](auto i) { return "$2b$12$" + token(i, 53); }).role == "hash");
    CHECK(of("request", ValueClass::uuid, [](auto i) { return digest(i, 8) + "-0000-4000-8000-000000000000"; }).role ==
          "hash");
    CHECK(whole("token_count", [](auto i) { return mixed(i, 4000); }).role == "measure");
    CHECK(of("x", ValueClass::text, [](auto i) { return "invoice-2026-" + std::to_string(10'000 + i); }).role !=
          "hash");
    CHECK(of("x", ValueClass::text, [](auto i) { return "user." + std::to_string(i) + "@example.org"; }).role !=
          "hash");
    CHECK(of("x", ValueClass::text, [](auto i) {
              return "https://www.example.org/shop/articles/list/of/this?page=" + std::to_string(i * 1000);
          }).role != "hash");
    CHECK(of("x", ValueClass::text, [](auto i) { return digest(i, 8); }).role != "hash"); // too short to be sure
}

TEST_CASE("roles: geo, ordinal, version") {
    auto const degrees = [](double from, double to) {
        return [from, to](std::size_t i) {
            return std::to_string(from + (to - from) * static_cast<double>(mixed(i, 1000)) / 1000);
        };
    };
    CHECK(of("lat", ValueClass::real, degrees(47, 55)).role == "geo");
    CHECK(of("pos_longitude", ValueClass::decimal, degrees(-170, 170)).role == "geo");
    CHECK(
        of(
            "where", ValueClass::other, [](auto) { return std::string{"0101000020E6100000"}; }, "geometry(Point,4326)")
            .role == "geo");
    CHECK(of("lat", ValueClass::real, degrees(-300, 300)).role != "geo");
    CHECK(of("late", ValueClass::real, degrees(0, 50)).role == "measure");
    CHECK(whole("latitude_count", [](auto i) { return mixed(i, 80); }).role != "geo");

    CHECK(whole("position", [](auto i) { return i % 12; }).role == "ordinal");
    CHECK(whole("sort_order", [](auto i) { return i % 12 * 10; }).role == "ordinal");
    CHECK(whole("line_no", [](auto i) { return 1 + i % 9; }).role == "ordinal");
    CHECK(of("position", ValueClass::text, one_of(std::array{"clerk", "head", "driver"})).role == "enum");
    CHECK(whole("order_number", [](auto i) { return 70'000 + i; }).role != "ordinal");

    CHECK(whole("lock_version", [](auto i) { return i % 4; }).role == "version");
    CHECK(of("app_version", ValueClass::text, [](auto i) {
              return "1." + std::to_string(i % 12) + "." + std::to_string(mixed(i, 9));
          }).role == "version");
    CHECK(whole("version_count", [](auto i) { return mixed(i, 40); }).role == "measure");
    CHECK(of("conversion", ValueClass::real, degrees(0, 1)).role == "measure");
    CHECK(of("version", ValueClass::text, [](auto) {
              return std::string{"the long story of the edition that came first"};
          }).role != "version");
}

TEST_CASE("quality: each dimension has a score and the rule that gave it") {
    auto created = column("created_at", ValueClass::timestamp);
    Values times = make(90, [](auto i) { return "2026-04-" + two(1 + i % 16) + " 10:00:00"; });
    times.insert(times.end(), 10, "2027-01-01 00:00:00");
    auto const audit = profile(created, times);
    CHECK(audit.completeness.score == 1);
    CHECK(audit.validity.score == Approx(0.9)); // the future
    CHECK(audit.uniqueness_quality.rule.empty());
    auto const old = profile(created, make(50, [](auto i) { return "2026-03-" + two(1 + i % 17) + " 10:00:00"; }));
    CHECK(old.timeliness.score == Approx(30.0 / 90));
    CHECK(old.timeliness.rule.find("90 days") != std::string::npos);
    auto with = options();
    with.today.clear();
    CHECK(profile(created, times, with).timeliness.rule.empty());

    auto const cases =
        profile(column("code", ValueClass::text), {"DE", "de", "FR", "NL ", "IT", "ES", "PT", "AT", "CH", "BE"});
    CHECK(cases.consistency.score == Approx(0.8));
    auto key = column("id", ValueClass::integer);
    CHECK(profile(key, {"1", "2", "3"}).uniqueness_quality.score == 1);

    auto const table =
        profile({{key, {"1", "2", {}}}, {created, {"2026-06-01 00:00:00", "2026-06-14 08:00:00", {}}}}).table;
    CHECK(table.quality.columns == 2);
    CHECK(table.quality.completeness == Approx(2.0 / 3));
    CHECK(table.quality.timeliness == 1);
    CHECK(table.freshness.newest == "2026-06-14");
    CHECK(table.freshness.column == "created_at");
    CHECK(table.freshness.age_days == 1);
    CHECK(table.quality.score > 0.5);
}
