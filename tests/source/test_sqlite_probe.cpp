// SPDX-License-Identifier: MIT
#include "probed.hpp"
#include "sqlite_file.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::conformance;

namespace {

constexpr char const *k_numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000) ";

} // namespace

TEST_CASE("SQLite: orphans of a lookup are counted in rows") {
    TempFolder folder;
    auto const file = folder.file("orphans.db");
    run_sql(file, std::string{"CREATE TABLE customer (id INTEGER PRIMARY KEY);"} + k_numbers +
                      "INSERT INTO customer SELECT i FROM n WHERE i <= 145;"
                      "CREATE TABLE shop (id INTEGER PRIMARY KEY);" +
                      k_numbers +
                      "INSERT INTO shop SELECT i - 1 FROM n WHERE i <= 200;"
                      "CREATE TABLE visit (id INTEGER PRIMARY KEY, many INT, one INT, fits INT, even INT);" +
                      k_numbers +
                      "INSERT INTO visit SELECT i, iif(i % 50 = 0, 100000 + i, i % 145 + 1),"
                      " iif(i % 50 = 0, 100000, i % 145 + 1), iif(i % 2 = 0, NULL, i % 10 + 1),"
                      " iif(i <= 7200, i % 200, 200000 + i / 2) FROM n;");
    check_orphans(*source::open("sqlite:" + file, {}), "main");
}

TEST_CASE("SQLite: what only some rows say is not said of all") {
    TempFolder folder;
    auto const file = folder.file("some.db");
    run_sql(file, std::string{"CREATE TABLE customer (id INTEGER PRIMARY KEY); INSERT INTO customer VALUES (1), (2);"
                              "CREATE TABLE visit (c INT);"} +
                      k_numbers + "INSERT INTO visit SELECT i % 2 + 1 FROM n;");
    source::ProbeRequest request{"main", "visit", {{{"c"}, "main", "customer", {"id"}, false, "", ""}}, 5000, 300, 0};
    auto const report = source::open("sqlite:" + file, {})->probe(request);
    REQUIRE(report.answers.at(0));
    CHECK(report.answers[0]->tested == 2);
    CHECK(report.answers[0]->rows == 5000);
    CHECK_FALSE(report.answers[0]->complete);
    CHECK(report.answers[0]->most == 0);
}
