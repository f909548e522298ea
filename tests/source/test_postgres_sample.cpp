// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "collected_sample.hpp"
#include "postgres_server.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <thread>

using namespace scribe;
using namespace scribe::conformance;
using model::ValueClass;

namespace {

double mean(std::vector<std::string> const &values) {
    double sum = 0;
    for (auto const &value : values) sum += std::stod(value);
    return sum / static_cast<double>(values.size());
}

std::size_t distinct(std::vector<std::string> const &values) {
    return std::set<std::string>{values.begin(), values.end()}.size();
}

} // namespace

TEST_CASE("a small table is read whole, whatever its values", "[sample]") {
    Database db{R"sql(
CREATE SCHEMA "S.x";
CREATE TABLE "S.x"."t ""1""" (id int PRIMARY KEY, "Odd, name" text, raw bytea, doc jsonb, at timestamptz, list text[], n numeric);
INSERT INTO "S.x"."t ""1""" VALUES
 (1, E'tab\there\nline \\ back\\slash', '\x0001ff', '{"a": [1, 2]}', '2024-02-29 12:00+02', '{a,NULL,"b c"}', 'NaN'),
 (2, NULL, NULL, NULL, '-infinity', '{}', 1.50), (3, E'\\N', '', 'null', '0044-03-15 BC', NULL, NULL), (4, '', NULL, NULL, NULL, NULL, NULL);
)sql"};
    auto const source = db.open();
    auto request = sample_of("S.x", "t \"1\"",
                             {{"id", ValueClass::integer},
                              {"Odd, name", ValueClass::text},
                              {"raw", ValueClass::binary},
                              {"doc", ValueClass::json},
                              {"at", ValueClass::timestamp},
                              {"list", ValueClass::array},
                              {"n", ValueClass::decimal}});
    CollectedSample const sample{*source, request};
    CHECK(sample.report.info.method == "full");
    CHECK(sample.report.info.rows == 4);
    CHECK(sample.report.info.rows_exact);
    CHECK(sample.report.info.sampled == 4);
    CHECK(sample.start.readable.size() == 7);
    CHECK(sample.column(1) == std::vector<std::string>{"tab\there\nline \\ back\\slash", "(null)", "\\N", ""});
    CHECK(sample.column(2) == std::vector<std::string>{"", "(null)", "", "(null)"});
    CHECK(sample.bytes[0][2] == 3);
    CHECK(sample.bytes[2][2] == 0);
    CHECK(sample.column(3)[0] == R"({"a": [1, 2]})");
    CHECK(sample.column(4)[0] == "2024-02-29 10:00:00+00");
    CHECK(sample.column(4)[1] == "-infinity");
    CHECK(sample.column(5)[0] == R"({a,NULL,"b c"})");
    CHECK(sample.column(6)[0] == "NaN");
}

TEST_CASE("a large table gives a uniform sample by its row places", "[sample]") {
    // Rows lie in the order of id, 40 of each customer beside each other; a third of the pages is half empty.
    Database db{R"sql(
CREATE TABLE big (id int, customer int, pad text);
INSERT INTO big SELECT i, i / 40, repeat('x', 20 + i % 30) FROM generate_series(0, 199999) i;
DELETE FROM big WHERE id < 66000 AND id % 2 = 0;
CREATE INDEX ON big (customer);
)sql"};
    db.run("VACUUM ANALYZE big");
    auto const source = db.open();
    auto request = sample_of("public", "big", {{"id", ValueClass::integer}, {"customer", ValueClass::integer}});
    request.full_threshold = 10'000;
    request.sample_size = 5'000;
    request.columns[1].indexed = true;
    CollectedSample const sample{*source, request};
    CHECK(sample.report.info.method == "ctid");
    CHECK_FALSE(sample.report.info.rows_exact);
    CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 167'000) < 8'000);
    CHECK(std::abs(static_cast<double>(sample.report.info.sampled) - 5'000) < 350);
    CHECK(distinct(sample.column(0)) == sample.rows.size());
    // The true mean of id; its standard error at 5,000 rows is 770.
    auto const true_mean = std::stod(db.session().value("SELECT avg(id) FROM big"));
    CHECK(std::abs(mean(sample.column(0)) - true_mean) < 3'100);
    // Of 5,000 customers, clustered, a uniform sample of 5,000 rows meets about 1 - 1/e; one of pages meets few.
    CHECK(distinct(sample.column(1)) > 2'900);
    REQUIRE(sample.start.extremes.size() == 1);
    CHECK(sample.start.extremes[0].column == 1);
    CHECK(sample.start.extremes[0].minimum == "0");
    CHECK(sample.start.extremes[0].maximum == "4999");

    SECTION("the same seed draws the same rows, another one others") {
        CollectedSample const again{*source, request};
        CHECK(again.rows == sample.rows);
        request.seed = 2;
        CollectedSample const other{*source, request};
        CHECK(other.rows != sample.rows);
    }
    SECTION("without figures of VACUUM the pages tell how many rows there are") {
        db.run("CREATE TABLE fresh WITH (autovacuum_enabled = off) AS SELECT * FROM big");
        request.name = "fresh";
        CollectedSample const fresh{*source, request};
        CHECK(fresh.report.info.method == "ctid");
        CHECK(std::abs(static_cast<double>(fresh.report.info.rows) - 167'000) < 12'000);
    }
    SECTION("a table that is nearly empty is read by BERNOULLI") {
        db.run("DELETE FROM big WHERE id % 500 <> 1; DELETE FROM big WHERE id > 190000");
        request.full_threshold = 100;
        request.sample_size = 100;
        CollectedSample const sparse{*source, request};
        CHECK(sparse.report.info.method == "bernoulli");
        CHECK(sparse.rows.size() > 0);
        CHECK(sparse.rows.size() < 300);
    }
}

TEST_CASE("a large table is sampled whatever its columns are called", "[sample]") {
    std::string const names[] = {"b",     "s",     "i",    "j",   "no",  "page", "slot", "number", "held",
                                 "rows",  "ctids", "tids", "t",   "x",   "y",    "a",    "part",   "counted",
                                 "place", "count", "line", "row", "big", "n",    "h",    "r"};
    std::string list;
    for (auto const &name : names) list += ", 'f'::text AS \"" + name + "\"";
    Database db{"CREATE TABLE big AS SELECT k AS key" + list + " FROM generate_series(1, 30000) k"};
    db.run("VACUUM ANALYZE big");
    auto request = sample_of("public", "big", {{"key", ValueClass::integer}});
    for (auto const &name : names) request.columns.push_back({.name = name, .type = "text"});
    request.full_threshold = 10'000;
    request.sample_size = 1'000;
    CollectedSample const sample{*db.open(), request};
    CHECK(sample.report.info.method == "ctid");
    CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 30'000) < 1'500);
    CHECK(distinct(sample.column(0)) == sample.rows.size());
    CHECK(std::abs(mean(sample.column(0)) - 15'000) < 1'400);
}

TEST_CASE("a partitioned table gives rows of each partition in proportion", "[sample]") {
    Database db{R"sql(
CREATE TABLE p (id int, k int) PARTITION BY RANGE (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (1) TO (2) PARTITION BY LIST (id);
CREATE TABLE p2rest PARTITION OF p2 DEFAULT;
CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (2) TO (3);
INSERT INTO p SELECT i, CASE WHEN i % 10 < 7 THEN 0 WHEN i % 10 < 9 THEN 1 ELSE 2 END FROM generate_series(1, 60000) i;
ANALYZE p1; ANALYZE p2rest; ANALYZE p3;
)sql"};
    auto const source = db.open();
    auto request = sample_of("public", "p", {{"id", ValueClass::integer}, {"k", ValueClass::integer}});
    request.full_threshold = 5'000;
    request.sample_size = 3'000;
    CollectedSample const sample{*source, request};
    CHECK(sample.report.info.method == "ctid");
    CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 60'000) < 3'000);
    std::map<std::string, double> parts;
    for (auto const &value : sample.column(1)) parts[value] += 1.0 / static_cast<double>(sample.rows.size());
    CHECK(parts["0"] == Approx(0.7).margin(0.04));
    CHECK(parts["1"] == Approx(0.2).margin(0.04));
    CHECK(parts["2"] == Approx(0.1).margin(0.03));
    request.full_threshold = 100'000;
    CollectedSample const whole{*source, request};
    CHECK(whole.report.info.method == "full");
    CHECK(whole.report.info.rows == 60'000);
}

TEST_CASE("rows of partitions have one chance, however many a page holds", "[sample]") {
    Database db{R"sql(
CREATE TABLE p (id int, at date, note text) PARTITION BY RANGE (at);
CREATE TABLE short PARTITION OF p FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE long PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO p SELECT i, '2023-05-01', NULL FROM generate_series(1, 40000) i;
INSERT INTO p SELECT i, '2024-05-01', repeat('x', 200) FROM generate_series(1, 40000) i;
ANALYZE short; ANALYZE long;
)sql"};
    auto const source = db.open();
    auto request = sample_of("public", "p", {{"id", ValueClass::integer}, {"note", ValueClass::text}});
    request.full_threshold = 5'000;
    request.sample_size = 8'000;
    CollectedSample const sample{*source, request};
    CHECK(sample.report.info.method == "ctid");
    auto const notes = sample.column(1);
    auto const nulls = static_cast<double>(std::count(notes.begin(), notes.end(), "(null)"));
    CHECK(nulls / static_cast<double>(notes.size()) == Approx(0.5).margin(0.03));
    CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 80'000) < 8'000);
}

TEST_CASE("rows have one chance where some partitions have few rows a page and one very many", "[sample]") {
    std::string sql = "CREATE TABLE ev (id int, kind text, pad text) PARTITION BY RANGE (id);"
                      "CREATE TABLE last PARTITION OF ev FOR VALUES FROM (48000) TO (80000);";
    for (int i = 0; i < 8; ++i)
        sql += "CREATE TABLE e" + std::to_string(i) + " PARTITION OF ev FOR VALUES FROM (" + std::to_string(i * 6000) +
               ") TO (" + std::to_string((i + 1) * 6000) + "); ALTER TABLE e" + std::to_string(i) +
               " ALTER pad SET STORAGE plain;";
    Database db{sql + "INSERT INTO ev SELECT i, 'payload', repeat('x', 900) FROM generate_series(0, 47999) i;"
                      "INSERT INTO ev SELECT i, 'ping', NULL FROM generate_series(48000, 79999) i;"};
    for (bool const counted : {false, true}) {
        if (counted) db.run("ANALYZE");
        auto const source = db.open();
        auto request = sample_of("public", "ev", {{"id", ValueClass::integer}, {"kind", ValueClass::text}});
        request.full_threshold = 5'000;
        request.sample_size = 4'000;
        CAPTURE(counted);
        CollectedSample const sample{*source, request};
        CHECK(sample.report.info.method == "ctid");
        CHECK(std::abs(static_cast<double>(sample.rows.size()) - 4'000) < 400);
        CHECK(distinct(sample.column(0)) == sample.rows.size());
        auto const kinds = sample.column(1);
        auto const pings = static_cast<double>(std::count(kinds.begin(), kinds.end(), "ping"));
        CHECK(pings / static_cast<double>(kinds.size()) == Approx(0.4).margin(0.03));
        CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 80'000) < (counted ? 1 : 6'000));
    }
}

TEST_CASE("rows have one chance where one table has few rows on most pages and many on the rest", "[sample]") {
    Database db{"CREATE TABLE mix (id int, kind text, pad text); ALTER TABLE mix ALTER pad SET STORAGE plain;"
                "INSERT INTO mix SELECT i, 'wide', repeat('x', 1900) FROM generate_series(1, 15000) i;"
                "INSERT INTO mix SELECT i, 'narrow', NULL FROM generate_series(15001, 40000) i;"};
    for (bool const counted : {false, true}) {
        if (counted) db.run("ANALYZE");
        auto const source = db.open();
        auto request = sample_of("public", "mix", {{"id", ValueClass::integer}, {"kind", ValueClass::text}});
        request.full_threshold = 1'000;
        request.sample_size = 1'000;
        double narrow = 0, all = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            request.seed = seed;
            CAPTURE(counted, seed);
            CollectedSample const sample{*source, request};
            CHECK(sample.report.info.method == "ctid");
            auto const kinds = sample.column(1);
            auto const found = static_cast<double>(std::count(kinds.begin(), kinds.end(), "narrow"));
            // 5 standard errors, of about 140 pages whose rows make up most of the sample.
            CHECK(found / static_cast<double>(kinds.size()) == Approx(0.625).margin(0.12));
            CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 40'000) < 12'000);
            narrow += found;
            all += static_cast<double>(kinds.size());
        }
        CHECK(narrow / all == Approx(0.625).margin(0.025));
    }
}

TEST_CASE("a sample of more places than one statement looks up has no row twice", "[sample]") {
    Database db{"CREATE TABLE wide (id int, pad text); ALTER TABLE wide ALTER pad SET STORAGE plain;"
                "INSERT INTO wide SELECT i, repeat('x', 3900) FROM generate_series(1, 20000) i;"};
    auto const source = db.open();
    auto request = sample_of("public", "wide", {{"id", ValueClass::integer}});
    request.full_threshold = 1'000;
    request.sample_size = 6'000;
    CollectedSample const sample{*source, request};
    CHECK(sample.report.info.method == "ctid");
    CHECK(std::abs(static_cast<double>(sample.rows.size()) - 6'000) < 350);
    CHECK(distinct(sample.column(0)) == sample.rows.size());
    CHECK(std::abs(mean(sample.column(0)) - 10'000) < 350);
    CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 20'000) < 1'000);
}

TEST_CASE("a long value is measured, its head fetched", "[sample]") {
    Database db{R"sql(
CREATE TABLE w (id int, a text, b jsonb, c bytea);
ALTER TABLE w ALTER a SET STORAGE external, ALTER b SET STORAGE external;
INSERT INTO w VALUES (1, repeat('äb', 400000), to_jsonb(repeat('x', 300000)), convert_to(repeat('y', 200000), 'UTF8')), (2, 'short', '1', 'z');
)sql"};
    auto const source = db.open();
    auto request =
        sample_of("public", "w", {{"a", ValueClass::text}, {"b", ValueClass::json}, {"c", ValueClass::binary}});
    request.value_bytes = 1'001;
    CollectedSample const sample{*source, request};
    REQUIRE(sample.rows.size() == 2);
    CHECK(sample.bytes[0][0] == 1'200'000);
    // Cut between two characters.
    CHECK(sample.rows[0][0]->size() == 1'001);
    CHECK(sample.rows[0][0]->substr(0, 6) == "äbäb");
    CHECK(sample.rows[0][1] == "");
    CHECK(sample.bytes[0][1] > 300'000);
    CHECK(sample.bytes[0][2] == 200'000);
    CHECK(sample.rows[1][0] == "short");
    CHECK(sample.rows[1][1] == "1");
    CHECK(sample.report.fetched_bytes < 5'000);
}

TEST_CASE("views, materialized views and empty tables", "[sample]") {
    Database db{R"sql(
CREATE TABLE t AS SELECT i AS id FROM generate_series(1, 1000) i;
CREATE VIEW v AS SELECT id * 2 AS twice FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id FROM t; CREATE MATERIALIZED VIEW later AS SELECT id FROM t WITH NO DATA;
CREATE TABLE none (id int); CREATE TABLE nothing ();
INSERT INTO nothing DEFAULT VALUES;
)sql"};
    auto const source = db.open();
    auto view = sample_of("public", "v", {{"twice", ValueClass::integer}});
    CollectedSample const all{*source, view};
    CHECK(all.report.info.method == "full");
    CHECK(all.report.info.rows == 1000);
    view.full_threshold = 100;
    CollectedSample const some{*source, view};
    CHECK(some.report.info.method == "first");
    CHECK(some.rows.size() == 100);
    CHECK(some.report.notes.size() == 1);
    CollectedSample const materialized{*source, sample_of("public", "m", {{"id", ValueClass::integer}})};
    CHECK(materialized.report.info.rows == 1000);
    CollectedSample const later{*source, sample_of("public", "later", {{"id", ValueClass::integer}})};
    CHECK(later.rows.empty());
    CHECK(later.report.notes.size() == 1);
    CollectedSample const none{*source, sample_of("public", "none", {{"id", ValueClass::integer}})};
    CHECK(none.report.info.rows == 0);
    CHECK(none.report.info.rows_exact);
    CollectedSample const nothing{*source, sample_of("public", "nothing", {})};
    CHECK(nothing.report.info.rows == 1);
}

TEST_CASE("what a role may not read is left out and named", "[sample]") {
    Database db{"CREATE TABLE t (id int, secret text, shown text); INSERT INTO t VALUES (1, 's', 'x'), (2, 's', 'y');"
                "CREATE TABLE closed (id int); CREATE TABLE rls (id int); INSERT INTO rls VALUES (1), (2);"
                "ALTER TABLE rls ENABLE ROW LEVEL SECURITY; CREATE POLICY one ON rls USING (id = 1);"};
    auto const role = db.make_role("half");
    db.run("GRANT SELECT (id, shown) ON t TO " + ident(role) + "; GRANT SELECT ON rls TO " + ident(role));
    auto const source = db.open(role);
    CollectedSample const sample{
        *source, sample_of("public", "t",
                           {{"id", ValueClass::integer}, {"secret", ValueClass::text}, {"shown", ValueClass::text}})};
    CHECK(sample.start.readable == std::vector<std::size_t>{0, 2});
    CHECK(sample.column(1) == std::vector<std::string>{"x", "y"});
    CHECK(sample.report.notes == std::vector<std::string>{"1 of 3 columns may not be read"});
    auto const why = [&](std::string const &table) -> std::string {
        try {
            CollectedSample const none{*source, sample_of("public", table, {{"id", ValueClass::integer}})};
        } catch (base::Error const &error) {
            CHECK(error.code() == base::ExitCode::source_query);
            return std::string{error.what()} + " | " + error.hint();
        }
        return "none";
    };
    CHECK(why("closed") ==
          "permission denied for public.closed | GRANT SELECT ON public.closed TO " + base::quote_ident(role) + ";");
    CHECK(why("gone") == "public.gone is not there any more | scribe scan reads what there is now");
    CollectedSample const rls{*source, sample_of("public", "rls", {{"id", ValueClass::integer}})};
    CHECK(rls.rows.size() == 1);
    REQUIRE(rls.report.notes.size() == 1);
    CHECK(rls.report.notes[0].find("row level security") == 0);
    CHECK(rls.report.info.rows_visible);
    CHECK_FALSE(sample.report.info.rows_visible);
}

TEST_CASE("a table that grew after it was counted is not read whole", "[sample]") {
    for (bool const emptied : {false, true}) {
        Database db{"CREATE TABLE grown (id int, note text)"};
        if (emptied) {
            // As many pages as before, but counted when nearly all of them were empty.
            db.run("INSERT INTO grown SELECT i, 'note ' || i FROM generate_series(1, 60000) i");
            db.run("DELETE FROM grown WHERE id < 60000");
            db.run("VACUUM (TRUNCATE false) grown");
        } else {
            db.run("INSERT INTO grown VALUES (0, 'first')");
        }
        db.run("ANALYZE grown");
        db.run("INSERT INTO grown SELECT i, 'note ' || i FROM generate_series(1, 60000) i");
        auto const source = db.open();
        auto request = sample_of("public", "grown", {{"id", ValueClass::integer}, {"note", ValueClass::text}});
        request.full_threshold = 20'000;
        request.sample_size = 1'000;
        CollectedSample const sample{*source, request};
        CAPTURE(emptied);
        CHECK(sample.report.info.method != "full");
        CHECK(sample.rows.size() < 3'000);
        CHECK(sample.report.info.rows > 50'000);
        CHECK(sample.report.info.rows < 72'000);
        request.full_threshold = 70'000;
        CHECK(CollectedSample{*source, request}.report.info.method == "full");
    }
}

TEST_CASE("of a long value that lies compressed in its row only the beginning is fetched", "[sample]") {
    Database db{"CREATE TABLE packed AS SELECT i AS id, repeat('ab', 50000) AS t FROM generate_series(1, 300) i"};
    auto const source = db.open();
    auto const request = sample_of("public", "packed", {{"id", ValueClass::integer}, {"t", ValueClass::text}});
    CollectedSample const sample{*source, request};
    REQUIRE(sample.rows.size() == 300);
    CHECK(sample.rows[0][1]->size() == 4096);
    CHECK(sample.bytes[0][1] == 100'000);
    CHECK(sample.report.fetched_bytes < 300 * 4200);
}

TEST_CASE("what the server says of a value that breaks a query is not told", "[sample]") {
    Database db{R"sql(
CREATE TABLE one AS SELECT 'leaky@leakmail.net'::text AS email;
CREATE VIEW bad AS SELECT email::int AS number FROM one;
)sql"};
    auto const source = db.open();
    auto const request = sample_of("public", "bad", {{"number", ValueClass::integer}});
    try {
        CollectedSample const sample{*source, request};
        FAIL("it was read");
    } catch (base::Error const &error) {
        std::string const what = error.what();
        CHECK(what.find("leaky") == std::string::npos);
        CHECK(what.find("cannot read public.bad: invalid text representation (SQLSTATE 22P02)") == 0);
        CHECK(error.hint().find("psql") != std::string::npos);
    }
    // What names no value is told as the server says it.
    db.run("DROP TABLE one CASCADE");
    CHECK_THROWS_WITH((CollectedSample{*source, sample_of("public", "bad", {})}),
                      Catch::Contains("not there any more"));
}

TEST_CASE("a long value of another type than text that lies compressed in its row is not fetched, either", "[sample]") {
    Database db{"CREATE TABLE packed AS SELECT i AS id, jsonb_build_object('k', repeat('ab', 50000)) AS j, "
                "array_fill('abcdefgh'::text, ARRAY[9000]) AS a FROM generate_series(1, 100) i;"
                "INSERT INTO packed VALUES (0, '{\"k\": [1, 2]}', '{x,y}');"};
    auto const source = db.open();
    auto const request = sample_of("public", "packed", {{"j", ValueClass::json}, {"a", ValueClass::array}});
    CollectedSample const sample{*source, request};
    REQUIRE(sample.rows.size() == 101);
    CHECK(sample.report.fetched_bytes < 100 * 2 * 4200);
    auto const small = std::ranges::find(sample.rows, std::optional<std::string>{R"({"k": [1, 2]})"},
                                         [](auto const &row) { return row[0]; });
    REQUIRE(small != sample.rows.end());
    CHECK((*small)[1] == "{x,y}");
    auto const &long_one = sample.bytes[static_cast<std::size_t>(small == sample.rows.begin())];
    CHECK(long_one[0] > 100'000);
    CHECK(long_one[1] > 80'000);
}

TEST_CASE("a large table is sampled with a right to some columns, and through its root alone", "[sample]") {
    Database db{R"sql(
CREATE TABLE large (id int, secret text, shown text);
INSERT INTO large SELECT i, 's', 'x' || i % 50 FROM generate_series(1, 60000) i;
CREATE TABLE p (id int, k int, note text) PARTITION BY LIST (k);
CREATE TABLE p0 PARTITION OF p FOR VALUES IN (0); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
INSERT INTO p SELECT i, i % 2, 'note ' || i FROM generate_series(1, 60000) i;
)sql"};
    auto const role = db.make_role("columns");
    db.run("GRANT SELECT (id, shown) ON large TO " + ident(role) + "; GRANT SELECT ON p TO " + ident(role));
    for (bool const counted : {false, true}) {
        if (counted) db.run("ANALYZE large; ANALYZE p0; ANALYZE p1");
        auto const source = db.open(role);
        for (auto const *const table : {"large", "p"}) {
            auto request = sample_of("public", table, {{"id", ValueClass::integer}, {"shown", ValueClass::text}});
            if (request.name == "p") request.columns[1].name = "note";
            request.full_threshold = 10'000;
            request.sample_size = 3'000;
            CAPTURE(counted, request.name);
            CollectedSample const sample{*source, request};
            CHECK(sample.report.info.method == "bernoulli");
            CHECK(std::abs(static_cast<double>(sample.rows.size()) - 3'000) < 300);
            // ANALYZE of so few pages counts them all.
            CHECK(std::abs(static_cast<double>(sample.report.info.rows) - 60'000) < (counted ? 1 : 6'000));
            CHECK(std::abs(mean(sample.column(0)) - 30'000) < 1'500);
        }
    }
}

TEST_CASE("rows of foreign partitions are not read, and their server is not asked", "[sample]") {
    // Nothing listens there.
    Database db{R"sql(
CREATE EXTENSION postgres_fdw;
CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'x');
CREATE USER MAPPING FOR PUBLIC SERVER away OPTIONS (user 'x', password 'x');
CREATE TABLE f (id int PRIMARY KEY, note text) PARTITION BY RANGE (id);
CREATE TABLE f1 PARTITION OF f FOR VALUES FROM (0) TO (40000); CREATE TABLE f2 PARTITION OF f FOR VALUES FROM (40000) TO (50000);
INSERT INTO f SELECT i, 'note ' || i FROM generate_series(0, 49999) i;
ALTER TABLE f DROP CONSTRAINT f_pkey;
CREATE FOREIGN TABLE far PARTITION OF f FOR VALUES FROM (50000) TO (90000) SERVER away;
ANALYZE f1; ANALYZE f2;
)sql"};
    auto const source = db.open();
    auto request = sample_of("public", "f", {{"id", ValueClass::integer}, {"note", ValueClass::text}});
    request.columns[0].indexed = true;
    CollectedSample const whole{*source, request};
    CHECK(whole.report.info.method == "full");
    CHECK(whole.report.info.rows == 50'000);
    CHECK(whole.report.notes == std::vector<std::string>{"rows of the foreign partition public.far are left out"});
    request.full_threshold = 10'000;
    request.sample_size = 3'000;
    CollectedSample const some{*source, request};
    CHECK(some.report.info.method == "ctid");
    CHECK(std::abs(static_cast<double>(some.report.info.rows) - 50'000) < 2'500);
    // That another server is away is no loss of this connection.
    auto const far = sample_of("public", "far", {{"id", ValueClass::integer}});
    try {
        CollectedSample const none{*source, far};
        FAIL("it was read");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::source_query);
    }
}

TEST_CASE("without a row the ends of indexes are told, of what may be read", "[sample]") {
    Database db{
        "CREATE TABLE t (id int PRIMARY KEY, n int, s int); CREATE INDEX ON t (s); INSERT INTO t SELECT i, i, i "
        "FROM generate_series(1, 50000) i; CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE "
        "TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100); INSERT INTO p VALUES (1), (7)"};
    db.run("SET default_statistics_target = 10; ANALYZE t; ANALYZE p1");
    auto request =
        sample_of("public", "t", {{"id", ValueClass::integer}, {"n", ValueClass::integer}, {"s", ValueClass::integer}});
    request.columns[0].indexed = request.columns[2].indexed = true;
    auto const all = db.open()->statistics(request);
    REQUIRE(all.extremes.size() == 2);
    CHECK(all.extremes[0].minimum == "1");
    CHECK(all.extremes[1].maximum == "50000");
    CHECK(all.notes.empty());
    // A right to some columns, and none.
    auto const role = db.make_role("indexes");
    db.run("GRANT SELECT (id) ON t TO " + ident(role));
    auto const some = db.open(role)->statistics(request);
    REQUIRE(some.extremes.size() == 1);
    CHECK(some.extremes[0].column == 0);
    auto const none = db.open(db.make_role("nothing"))->statistics(request);
    CHECK(none.extremes.empty());
    CHECK(none.info.rows == 50000);
    // Autovacuum, too, sees to partitions alone.
    auto const parts = db.open()->statistics(sample_of("public", "p", {{"id", ValueClass::integer}}));
    REQUIRE(parts.notes.size() == 1);
    CHECK_THAT(parts.notes[0], Catch::Matchers::Contains("never run on it"));
}

TEST_CASE("without a row the number of rows is what counters tell, else unknown", "[sample]") {
    Database db{"CREATE TABLE t (id int) WITH (autovacuum_enabled = off); CREATE TABLE none (id int);"
                "INSERT INTO t SELECT generate_series(1, 5000); CREATE VIEW v AS SELECT * FROM t"};
    auto const rows_of = [&db](std::string const &table) {
        return db.open()->statistics(sample_of("public", table, {{"id", ValueClass::integer}}));
    };
    // A session tells the counters of its changes at the end of a statement, once a second.
    auto const wait_for = [&](std::int64_t rows) {
        auto report = rows_of("t");
        for (int i = 0; i < 200 && report.info.rows != rows; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            db.run("SELECT 1");
            report = rows_of("t");
        }
        return report;
    };
    CHECK(wait_for(5000).info.rows == 5000);
    db.run("SELECT pg_stat_reset_single_table_counters('t'::regclass)");
    auto const unknown = wait_for(0);
    CHECK(unknown.info.rows == 0);
    CHECK_FALSE(unknown.info.rows_exact);
    REQUIRE(unknown.notes.size() == 2);
    CHECK_THAT(unknown.notes[0], Catch::Matchers::Contains("how many rows there are is unknown"));
    auto const none = rows_of("none");
    CHECK(none.info.rows_exact);
    CHECK(none.notes.empty());
    CHECK_FALSE(rows_of("v").info.rows_exact);
}

TEST_CASE("without a row a table with inheritance children has the figures of its own rows", "[sample]") {
    Database db{"CREATE TABLE par (id int, v text); CREATE TABLE ch () INHERITS (par);"
                "INSERT INTO par SELECT i, 'p' FROM generate_series(1, 1000) i;"
                "INSERT INTO ch SELECT i, 'c' FROM generate_series(1, 9000) i; ANALYZE par; ANALYZE ch;"
                "CREATE TABLE p (v text) PARTITION BY LIST (v); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('a');"
                "INSERT INTO p SELECT 'a' FROM generate_series(1, 500); ANALYZE p; ANALYZE p1"};
    auto const values_of = [&db](std::string const &table) {
        auto const report = db.open()->statistics(sample_of("public", table, {{"v", ValueClass::text}}));
        REQUIRE(report.columns[0]);
        return report.columns[0]->most_common_vals;
    };
    CHECK(values_of("par") == std::vector<std::string>{"p"});
    CHECK(values_of("ch") == std::vector<std::string>{"c"});
    CHECK(values_of("p") == std::vector<std::string>{"a"});
}

TEST_CASE("a table of many partitions has one time limit", "[sample]") {
    std::string sql = "CREATE TABLE p (id int) PARTITION BY HASH (id);";
    for (int i = 0; i < 20; ++i)
        sql += "CREATE TABLE p" + std::to_string(i) + " PARTITION OF p FOR VALUES WITH (MODULUS 20, REMAINDER " +
               std::to_string(i) + ");";
    Database db{sql + "INSERT INTO p SELECT generate_series(1, 6000)"};
    db.run("VACUUM ANALYZE");
    struct SlowReader final : source::SampleReceiver {
        void begin(source::SampleStart const &) override {}
        void row(model::SampleRow) override {
            ++rows;
            std::this_thread::sleep_for(std::chrono::milliseconds{4});
        }
        int rows = 0;
    } reader;
    auto request = sample_of("public", "p", {{"id", ValueClass::integer}});
    request.full_threshold = 100;
    request.sample_size = 1000;
    source::OpenOptions options;
    options.statement_timeout_ms = 500;
    auto const source = source::open(db.url(), options);
    try {
        source->sample(request, reader);
        FAIL("it took as long as it liked");
    } catch (base::Error const &error) {
        CHECK_THAT(error.hint(), Catch::Matchers::Contains("--statement-timeout"));
    }
    CHECK(reader.rows > 0);
    CHECK(reader.rows < 900);
}

TEST_CASE("sessions at work are counted, and those that a role may not see told apart", "[sample]") {
    Database db;
    auto const source = db.open();
    CHECK(source->sessions().hidden == 0);
    auto const role = db.make_role("plain");
    auto const blind = db.open(role);
    CHECK(blind->sessions().hidden > 0); // that of the tests at least
    db.run("GRANT pg_read_all_stats TO " + ident(role));
    auto const seeing = db.open(role);
    CHECK(seeing->sessions().hidden == 0);
}
