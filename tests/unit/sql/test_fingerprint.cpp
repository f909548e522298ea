// SPDX-License-Identifier: MIT
#include "sql/text/fingerprint.hpp"
#include "sql/text/fold.hpp"
#include "workload/read_query.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {
std::string hash(std::string_view text) { return sql::fingerprint(text).hash; }
} // namespace

TEST_CASE("statements that differ in constants are one query", "[sql]") {
    auto const one = hash("SELECT a FROM t WHERE b = 1");
    CHECK(one.size() == 16);
    CHECK(hash("select a from t where b = $1 -- note") == one);
    CHECK(hash("SELECT a FROM t WHERE b IN (1, 2, 3)") == hash("SELECT a FROM t WHERE b IN ($1, $2)"));
    CHECK(hash("SELECT a FROM t WHERE c = 1") != one);
    CHECK(hash("SELECT a FROM s.t WHERE b = 1") != one);
    CHECK(hash("PREPARE \"as\" (int, numeric(9, 2)) AS SELECT a FROM t WHERE b = $1") == one);
    CHECK(hash("PREPARE TRANSACTION 'as'") != one);
}

TEST_CASE("a normalised text has neither constants nor comments", "[sql]") {
    auto const text = [](std::string_view raw) { return sql::fingerprint(raw).normalized; };
    CHECK(text("SELECT /* Bob */ a FROM t WHERE n = 'Bob' AND k = $1") == "SELECT a FROM t WHERE n = $2 AND k = $1");
    CHECK(text("SELECT /*+ IndexScan(t) */ a FROM t") == "SELECT /*+ IndexScan(t) */ a FROM t");
    CHECK(text("ALTER ROLE x PASSWORD 'secret'") == "ALTER ROLE x PASSWORD $1");
    CHECK(text("SELECT '/* no comment */' || \"a -- b\" FROM t") == "SELECT $1 || \"a -- b\" FROM t");
    // Cut off, and no SQL at all.
    CHECK(text("SELECT a FROM t WHERE n = 'Bob and").find("Bob") == std::string::npos);
    CHECK(text("SELEKT 'Bob', 12.5e-3, E'it\\'s', $tag$ x $tag$") == "SELEKT $1, $2, $3, $4");
}

TEST_CASE("why a text cannot be read is said without its constants", "[sql]") {
    auto const error = [](std::string_view text) { return sql::fingerprint(text).error; };
    CHECK(error("SELECT a FROM t WHERE n = 'Bob and") == "unterminated quoted string at character 27");
    CHECK(error("SELECT a FROM t WHERE n = $x$Bob and") == "unterminated dollar-quoted string at character 27");
    CHECK(error("SELECT a FROM t WHERE n = 1 'Bob'") == "syntax error at character 29");
    CHECK(error("SELECT a FROM t 17") == "syntax error at character 17");
    CHECK(error("SELECT \"a FROM t WHERE n = 'Bob'").find("Bob") == std::string::npos);
    CHECK(error("SELECT a FORM t") == "syntax error at or near \"t\" at character 15");
}

TEST_CASE("kinds and purposes of statements", "[sql]") {
    auto const purpose = [](std::string_view text) {
        auto const query = workload::read_query(text);
        return query.kind + " " + query.purpose;
    };
    CHECK(purpose("WITH x AS (SELECT 1) SELECT * FROM orders, x") == "select application");
    CHECK(purpose("UPDATE orders SET state = 'SET'") == "update application");
    CHECK(purpose("SELECT relname FROM pg_class c JOIN pg_catalog.pg_namespace n ON true") == "select catalog");
    CHECK(purpose("SELECT * FROM pg_class, orders") == "select application");
    CHECK(purpose("BEGIN") == "utility utility");
    // What monitors and connection pools ask.
    for (auto const *const text : {"SELECT 1", "select version()", "SELECT pg_is_in_recovery(), current_database()",
                                   "SELECT pg_database_size($1)", "SELECT pg_stat_statements_reset()"})
        CHECK(purpose(text) == "select catalog");
    for (auto const *const text : {"SELECT pg_sleep(1)", "SELECT pg_try_advisory_lock(7)", "SELECT charge($1, $2)",
                                   "SELECT nextval('orders_id')", "SELECT \"version\" FROM release"})
        CHECK(purpose(text) == "select application");
}

TEST_CASE("lists of any length are one query, also in texts that are too long as they are", "[sql]") {
    auto const in = [](int values) {
        std::string text = "SELECT a FROM t WHERE b IN (0";
        for (int i = 1; i < values; ++i) text += ", " + std::to_string(1000000 + i);
        return text + ") AND c = 'Bob'";
    };
    auto const insert = [](int rows) {
        std::string text = "INSERT INTO t (a, b) VALUES (0, 'x')";
        for (int i = 1; i < rows; ++i) text += ",\n(" + std::to_string(i) + ", 'it''s, (y')";
        return text;
    };
    REQUIRE(in(10'000).size() > 65'536);
    REQUIRE(insert(10'000).size() > 65'536);
    for (auto const &text : {std::pair{in(3), in(10'000)}, std::pair{insert(2), insert(10'000)}}) {
        auto const one = workload::read_query(text.first), many = workload::read_query(text.second);
        CHECK(many.error.empty());
        CHECK(many.fingerprint == one.fingerprint);
        CHECK(many.bytes == static_cast<std::int64_t>(text.second.size()));
        CHECK(many.text.find("Bob") == std::string::npos);
    }
    CHECK(sql::fold_lists("SELECT f(1, g(2), 3, 3), 'a' FROM t WHERE (b, c) IN ((1, $2), (2, $5)) OR d IN (1,2") ==
          "SELECT f($1, g($2), $3, $4), $5 FROM t WHERE (b, c) IN (($6, $7)) OR d IN ($8");
    CHECK(sql::fold_lists("SELECT /* 1 */ a FROM t WHERE b = ANY (ARRAY[1, 2,\n3]) AND c[1] = 2)") ==
          "SELECT a FROM t WHERE b = ANY (ARRAY[$1]) AND c[$2] = $3)");
}

TEST_CASE("texts that are too long are told apart by their hash", "[sql]") {
    std::string const start = "SELECT 'Bob', ";
    auto const one = workload::read_query(start + std::string(70'000, 'x'));
    CHECK(one.fingerprint.starts_with("text:"));
    CHECK(one.text.size() < 2000);
    CHECK(one.text.find("Bob") == std::string::npos);
    CHECK_FALSE(one.error.empty());
    CHECK(one.fingerprint != workload::read_query(start + std::string(70'000, 'y')).fingerprint);
    // The server sent the beginning, and a hash of the whole.
    CHECK(workload::read_query(start, 100'000, 5).fingerprint != workload::read_query(start, 100'000, 6).fingerprint);
    CHECK(workload::read_query("", 0, 0).error == "it holds no statement");
}

TEST_CASE("what a server says in the place of a list stays", "[sql]") {
    CHECK(sql::fingerprint("SELECT 1 FROM t WHERE a IN ($1 /*, ... */) -- x").normalized ==
          "SELECT $2 FROM t WHERE a IN ($1 /*, ... */)");
    CHECK(sql::mask_constants("WHERE a IN ($1 /*, ... */) AND b = 1") == "WHERE a IN ($1 /*, ... */) AND b = $2");
    CHECK(hash("SELECT a FROM t WHERE a IN ($1 /*, ... */)") == hash("SELECT a FROM t WHERE a IN (1, 2, 3)"));
}

TEST_CASE("tables whose names differ in a number are not one", "[sql]") {
    CHECK(hash("SELECT * FROM orders_2023") != hash("SELECT * FROM orders_2024"));
    CHECK(hash("SELECT * FROM orders_2023 WHERE id = 1") == hash("select * from orders_2023 where id = $1"));
    CHECK(hash("UPDATE t10 SET a = 1") != hash("UPDATE t11 SET a = 1"));
    CHECK(hash("DELETE FROM s10.t WHERE a = 1") != hash("DELETE FROM s11.t WHERE a = 1"));
    CHECK(hash("SELECT 1 FROM a LEFT JOIN t10 USING (x) LEFT JOIN t11 USING (x)") !=
          hash("SELECT 1 FROM a LEFT JOIN t11 USING (x) LEFT JOIN t10 USING (x)"));
    // Those of other statements are libpg_query's, as catalogs have them.
    CHECK(hash("SELECT a10 FROM t1 WHERE b = 100") == "8fbd05d120650500");
}
