// SPDX-License-Identifier: MIT
#include "sql/text/fingerprint.hpp"
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
}

TEST_CASE("texts that are too long are told apart by their hash", "[sql]") {
    std::string const start = "SELECT 'Bob', ";
    auto const one = workload::read_query(start + std::string(70'000, '1'));
    CHECK(one.fingerprint.starts_with("text:"));
    CHECK(one.text.size() < 2000);
    CHECK(one.text.find("Bob") == std::string::npos);
    CHECK_FALSE(one.error.empty());
    CHECK(one.fingerprint != workload::read_query(start + std::string(70'000, '2')).fingerprint);
    // The server sent the beginning, and a hash of the whole.
    CHECK(workload::read_query(start, 100'000, 5).fingerprint != workload::read_query(start, 100'000, 6).fingerprint);
    CHECK(workload::read_query("", 0, 0).error == "it holds no statement");
}
