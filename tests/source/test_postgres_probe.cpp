// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"
#include "probed.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::conformance;

TEST_CASE("orphans of a lookup are counted in rows", "[probe]") {
    Database db{R"sql(
CREATE TABLE customer AS SELECT i AS id FROM generate_series(1, 145) i;
CREATE TABLE shop AS SELECT i AS id FROM generate_series(0, 199) i;
CREATE TABLE visit AS SELECT CASE WHEN i % 50 = 0 THEN 100000 + i ELSE i % 145 + 1 END AS many,
 CASE WHEN i % 50 = 0 THEN 100000 ELSE i % 145 + 1 END AS one, CASE WHEN i % 2 = 1 THEN i % 10 + 1 END AS fits,
 CASE WHEN i <= 7200 THEN i % 200 ELSE 200000 + i / 2 END AS even
FROM generate_series(1, 8000) i;
)sql"};
    check_orphans(*db.open(), "public");
}

TEST_CASE("what a sample of rows says is not said of all", "[probe]") {
    Database db{R"sql(
CREATE TABLE customer AS SELECT i AS id FROM generate_series(1, 145) i;
CREATE TABLE visit AS SELECT CASE WHEN i % 50 = 0 THEN 100000 + i ELSE i % 145 + 1 END AS c
FROM generate_series(1, 100000) i;
)sql"};
    source::ProbeRequest request;
    request.schema = "public";
    request.name = "visit";
    request.table_rows = 100'000;
    request.lookups.push_back({{"c"}, "public", "customer", {"id"}, false, "", ""});
    auto const report = db.open()->probe(request);
    REQUIRE(report.answers.at(0));
    auto const &answer = *report.answers[0];
    CHECK(answer.rows > 5000);
    CHECK(answer.rows < 20'000);
    CHECK(static_cast<double>(answer.rows_missed) / static_cast<double>(answer.rows) == Approx(0.02).margin(0.002));
    CHECK_FALSE(answer.complete);
    CHECK(answer.most == 0);
}

TEST_CASE("statements that the server recorded are read, but for the own ones", "[probe]") {
    Database db{R"sql(
CREATE TABLE parent (k integer PRIMARY KEY);
CREATE TABLE child (a integer);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1);
)sql"};
    CHECK(db.open()->recorded_statements().empty()); // the extension is not there
    db.run("CREATE EXTENSION pg_stat_statements");
    source::ProbeRequest request;
    request.schema = "public";
    request.name = "child";
    request.lookups.push_back({{"a"}, "public", "parent", {"k"}, false, "", ""});
    auto const source = db.open();
    std::vector<std::string> statements;
    // The server refuses to show any statement as long as it has one of a database without an encoding that is no
    // UTF-8; another test may run some of those just now.
    for (int attempt = 0; statements.empty() && attempt < 20; ++attempt) {
        db.run(k_forget_statements);
        db.run("SELECT 90210 FROM child c JOIN parent p ON p.k = c.a");
        REQUIRE(source->probe(request).answers.at(0));
        try {
            statements = source->recorded_statements();
        } catch (base::Error const &error) {
            CHECK(error.code() == base::ExitCode::source_query);
        }
    }
    auto const number_of = [&](std::string_view part) {
        return std::ranges::count_if(statements,
                                     [part](std::string const &one) { return one.find(part) != std::string::npos; });
    };
    CHECK(number_of("FROM child c JOIN parent p ON p.k = c.a") == 1);
    CHECK(number_of("90210") == 0); // no constants
    CHECK(number_of("child AS MATERIALIZED") == 0);
    CHECK(statements.size() < 2000);
}

TEST_CASE("parts of a key of any type and collation are looked up", "[probe]") {
    Database db{R"sql(
CREATE TABLE parent (a text COLLATE "C", b varchar(9) COLLATE "POSIX", c uuid, PRIMARY KEY (a, b, c));
CREATE TABLE child (a text COLLATE "C", b varchar(9) COLLATE "POSIX", c uuid);
INSERT INTO parent VALUES ('x', 'y', '00000000-0000-0000-0000-000000000001');
INSERT INTO child SELECT * FROM parent;
INSERT INTO child VALUES ('x', 'z', '00000000-0000-0000-0000-000000000001');
)sql"};
    source::ProbeRequest request;
    request.schema = "public";
    request.name = "child";
    request.lookups.push_back({{"c"}, "public", "parent", {"c"}, false, "", ""});
    request.lookups.push_back({{"a", "b"}, "public", "parent", {"a", "b"}, false, "", ""});
    auto const report = db.open()->probe(request);
    CHECK(report.notes.empty());
    for (std::size_t i = 0; i < 2; ++i) {
        auto const &answer = report.answers.at(i);
        REQUIRE(answer);
        CHECK(answer->tested == (i == 0 ? 1 : 2));
        CHECK(answer->missed == (i == 0 ? 0 : 1));
        CHECK(answer->rows == 2);
        CHECK(answer->complete);
    }
}
