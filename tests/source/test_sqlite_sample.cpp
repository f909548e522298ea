// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "collected_sample.hpp"
#include "sqlite_file.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace scribe;
using namespace scribe::conformance;
using model::ValueClass;

namespace {

constexpr char const *k_numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) ";

double mean(std::vector<std::string> const &values) {
    double sum = 0;
    for (auto const &value : values) sum += std::stod(value);
    return sum / static_cast<double>(values.size());
}

} // namespace

TEST_CASE("SQLite: a small table is read whole, whatever its values") {
    TempFolder folder;
    auto const file = folder.file("a.db");
    run_sql(file, "CREATE TABLE \"t 1\" (a, \"B b\" TEXT, c BLOB);"
                  "INSERT INTO \"t 1\" VALUES (1, 'x', x'0001'), (1.5, NULL, NULL), ('text', 'caf\xe9', 'not binary');"
                  "INSERT INTO \"t 1\" (rowid, a) VALUES (-9223372036854775808, NULL), (9223372036854775807, 'last');"
                  "CREATE VIEW v AS SELECT a FROM \"t 1\"; CREATE TABLE none (a);");
    auto const source = source::open("sqlite:" + file, {});
    CollectedSample const sample{
        *source,
        sample_of("main", "t 1", {{"a", ValueClass::text}, {"B b", ValueClass::text}, {"c", ValueClass::binary}})};
    CHECK(sample.report.info.method == "full");
    CHECK(sample.report.info.rows == 5);
    CHECK(sample.report.info.rows_exact);
    CHECK(sample.column(0) == std::vector<std::string>{"(null)", "1", "1.5", "text", "last"});
    CHECK(sample.column(1) == std::vector<std::string>{"(null)", "x", "(null)", "caf\uFFFD", "(null)"});
    CHECK(sample.bytes[1][2] == 2);
    CHECK(sample.report.notes == std::vector<std::string>{"1 value is no valid UTF-8"});
    CollectedSample const view{*source, sample_of("main", "v", {{"a", ValueClass::text}})};
    CHECK(view.rows.size() == 5);
    CollectedSample const none{*source, sample_of("main", "none", {{"a", ValueClass::text}})};
    CHECK(none.report.info.rows == 0);
    CHECK_THROWS_WITH((CollectedSample{*source, sample_of("main", "gone", {})}), "gone is not there any more");
}

TEST_CASE("SQLite: a large table gives rows of random rowids") {
    TempFolder folder;
    auto const file = folder.file("b.db");
    run_sql(file, std::string{"CREATE TABLE big (id INTEGER PRIMARY KEY, v INT, rowid TEXT);"} + k_numbers +
                      "INSERT INTO big SELECT i * 3, i, 'mine' FROM n;"
                      "CREATE TABLE sparse (id INTEGER PRIMARY KEY);" +
                      k_numbers +
                      "INSERT INTO sparse SELECT i * 1000 FROM n;"
                      "CREATE TABLE keyed (k TEXT PRIMARY KEY, v INT) WITHOUT ROWID;" +
                      k_numbers +
                      "INSERT INTO keyed SELECT 'k' || i, i FROM n;"
                      "CREATE TABLE two (id INTEGER PRIMARY KEY); INSERT INTO two VALUES (1), (1000000);");
    auto const source = source::open("sqlite:" + file, {});
    auto request = sample_of("main", "big", {{"id", ValueClass::integer}, {"v", ValueClass::integer}});
    request.full_threshold = 10'000;
    request.sample_size = 4'000;
    CollectedSample const sample{*source, request};
    CHECK(sample.report.info.method == "rowid");
    CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 50'000) < 3'000);
    CHECK(std::abs(static_cast<double>(sample.rows.size()) - 4'000) < 600);
    CHECK(std::abs(mean(sample.column(1)) - 25'000) < 1'000);
    CollectedSample const again{*source, request};
    CHECK(again.rows == sample.rows);

    auto const passed = [&](std::string const &table, std::string const &column) {
        auto other = sample_of("main", table, {{column, ValueClass::integer}});
        other.full_threshold = request.full_threshold;
        other.sample_size = request.sample_size;
        CollectedSample const rows{*source, other};
        CHECK(rows.report.info.method == "modulo");
        CHECK(rows.report.info.rows == 50'000);
        CHECK(rows.report.info.rows_exact);
        CHECK(std::abs(static_cast<double>(rows.rows.size()) - 4'000) < 350);
        CHECK(std::abs(mean(rows.column(0)) / (table == "sparse" ? 1000 : 1) - 25'000) < 1'000);
    };
    passed("sparse", "id");
    passed("keyed", "v");
    auto two = sample_of("main", "two", {{"id", ValueClass::integer}});
    CollectedSample const few{*source, two};
    CHECK(few.report.info.method == "full");
    CHECK(few.rows.size() == 2);
}

TEST_CASE("SQLite: the ends of a column are looked up where its order is stored, never by a scan") {
    TempFolder folder;
    auto const file = folder.file("e.db");
    run_sql(file,
            std::string{"CREATE TABLE t (id INTEGER PRIMARY KEY, plain TEXT, indexed TEXT, part INT);"
                        "CREATE INDEX t_indexed ON t (indexed); CREATE INDEX t_part ON t (part) WHERE part > 9;"} +
                k_numbers + "INSERT INTO t SELECT i, 'v' || i, 'v' || i, i FROM n;");
    auto const source = source::open("sqlite:" + file, {});
    auto request = sample_of("main", "t",
                             {{"id", ValueClass::integer},
                              {"plain", ValueClass::text},
                              {"indexed", ValueClass::text},
                              {"part", ValueClass::integer}});
    request.full_threshold = 1000;
    request.sample_size = 100;
    CollectedSample const sample{*source, request};
    REQUIRE(sample.start.extremes.size() == 2);
    CHECK(sample.start.extremes[0].column == 0);
    CHECK(sample.start.extremes[0].maximum == "50000");
    CHECK(sample.start.extremes[1].column == 2);
    CHECK(sample.start.extremes[1].minimum == "v1");
}

TEST_CASE("SQLite: a row too long to be loaded is measured where it lies") {
    TempFolder folder;
    auto const file = folder.file("c.db");
    run_sql(file,
            "CREATE TABLE w (id INTEGER PRIMARY KEY, a TEXT, n INT, b BLOB);"
            "INSERT INTO w VALUES (1, 'before', 7, NULL), (2, printf('%.*c', 9000000, 'x'), 8, zeroblob(9500000)),"
            "(3, 'after', 9, x'00');");
    auto const source = source::open("sqlite:" + file, {});
    auto request =
        sample_of("main", "w", {{"a", ValueClass::text}, {"n", ValueClass::integer}, {"b", ValueClass::binary}});
    request.value_bytes = 100;
    CollectedSample const sample{*source, request};
    REQUIRE(sample.rows.size() == 3);
    CHECK(sample.column(1) == std::vector<std::string>{"7", "8", "9"});
    CHECK(sample.rows[1][0] == std::string(100, 'x'));
    CHECK(sample.bytes[1][0] == 9'000'000);
    CHECK(sample.bytes[1][2] == 9'500'000);
    CHECK(sample.rows[2][0] == "after");
}

TEST_CASE("a file that holds a model has no rows") {
    TempFolder folder;
    auto const file = folder.file("d.json");
    base::write_file_atomic(file, R"({"format":"scribe","format_version":1,"source":{"name":"d"}})");
    auto const source = source::open("json:" + file, {});
    CHECK_THROWS_WITH((CollectedSample{*source, sample_of("main", "t", {})}),
                      "the source holds the structure of a database, not its rows");
}
