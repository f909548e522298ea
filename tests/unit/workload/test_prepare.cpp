// SPDX-License-Identifier: MIT
#include "workload/explain/equivalent.hpp"
#include "workload/explain/prepare.hpp"
#include "workload/explain/tokens.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace scribe::workload;

namespace {

/// As a server that takes everything.
std::string parseable(std::string_view text) {
    return make_statement(text, [](std::string const &) { return std::nullopt; }).sql;
}

/// A server that complains, in this order, about what it is told; and the statements it was given.
struct Server {
    std::vector<Refusal> refusals;
    std::vector<std::string> seen{};
    TakenStatement make(std::string_view text) {
        return make_statement(text, [this](std::string const &sql) -> std::optional<Refusal> {
            seen.push_back(sql);
            if (seen.size() > refusals.size()) return std::nullopt;
            return refusals[seen.size() - 1];
        });
    }
};

} // namespace

TEST_CASE("tokens are cut as the server cuts them", "[workload]") {
    std::string text;
    for (auto const &token :
         tokens_of("a.\"b\"\"c\"::int >= $12 -- x $1\n/* $2 /* in */ */ 'it''s $3' E'\\'' $q$ $4 $q$ 1.5e-3"))
        text += std::string{token.text} + "|";
    CHECK(text == "a|.|\"b\"\"c\"|::|int|>=|$12|'it''s $3'|E'\\''|$q$ $4 $q$|1.5e-3|");
    CHECK(tokens_of("'not closed").size() == 1);
    CHECK(tokens_of("/* not closed").empty());
}

TEST_CASE("typed literals that became parameters become casts", "[workload]") {
    CHECK(parseable("SELECT date $1, a FROM t;") == "SELECT  ($1::date), a FROM t");
    CHECK(parseable("x < date $1 + interval $2 day") == "x <  ($1::date) +  (($2::text || ' day')::interval) ");
    CHECK(parseable("interval $1") == " ($1::interval)");
    CHECK(parseable("interval $1 year to month") == " ($1::interval)   ");
    CHECK(parseable("timestamp with time zone $1") == "    ($1::timestamp with time zone)");
    CHECK(parseable("SELECT pg_catalog.numeric $1") == "SELECT  ($1::pg_catalog.numeric)");
    CHECK(parseable("double precision $1") == "  ($1::double precision)");
}

TEST_CASE("what only looks like a type before a parameter stays", "[workload]") {
    for (auto const *text :
         {"SELECT $1 FROM t WHERE a LIKE $2 AND b BETWEEN $3 AND $4 LIMIT $5 OFFSET $6", "SELECT t AT TIME ZONE $1",
          "SELECT CASE WHEN $1 THEN $2 ELSE $3 END", "SELECT substring(a FROM $1 FOR $2)",
          "SELECT a IN ($1 /*, ... */)", "SELECT a FROM t FETCH FIRST $1 ROWS ONLY", "SELECT $1 AS date"})
        CHECK(parseable(text) == text);
}

TEST_CASE("words that became parameters are words again, and the parameters are numbered anew", "[workload]") {
    auto const taken = make_statement("SELECT extract($1 FROM a), normalize(b, $2) FROM t WHERE c = $3",
                                      [](std::string const &) { return std::nullopt; });
    CHECK(taken.sql == "SELECT extract(year FROM a), normalize(b, NFC) FROM t WHERE c = $1");
    CHECK(taken.parameters == std::vector{3});
    CHECK(taken.rewritten);
}

TEST_CASE("parameters get types from what the server complains of", "[workload]") {
    Server sum{{{"42725", "operator is not unique: unknown + unknown", 10}}};
    CHECK(sum.make("SELECT $1 + $2").sql == "SELECT ($1::numeric) + ($2::numeric)");
    Server date{{{"42725", "operator is not unique: date + unknown", 9}}};
    CHECK(date.make("SELECT d + $1").sql == "SELECT d + ($1::integer)");
    Server sum_case{{{"42883", "function sum(text) does not exist", 7}}};
    CHECK(sum_case.make("SELECT sum(CASE WHEN a = $1 THEN $2 ELSE $3 END)").sql ==
          "SELECT sum(CASE WHEN a = $1 THEN ($2::numeric) ELSE ($3::numeric) END)");
    Server null{{{"42P18", "could not determine data type of parameter $1", std::nullopt}}};
    CHECK(null.make("SELECT $1 IS NULL").sql == "SELECT ($1::text) IS NULL");
    Server arms{{{"42804", "UNION types text and integer cannot be matched", 23}}};
    CHECK(arms.make("SELECT $1 UNION SELECT a").sql == "SELECT ($1::integer) UNION SELECT a");
}

TEST_CASE("a type that the server does not like is followed by the next", "[workload]") {
    Refusal const refusal{"42725", "operator is not unique: date + unknown", 9};
    Server server{{refusal, refusal}};
    CHECK(server.make("SELECT d + $1").sql == "SELECT d + ($1::interval)");
    Server stubborn{std::vector<Refusal>(100, refusal)};
    auto const taken = stubborn.make("SELECT d + $1");
    CHECK(taken.refusal);
    CHECK(taken.sql == "SELECT d + $1");
    CHECK(stubborn.seen.size() < 10);
}

TEST_CASE("expressions that were the same in SELECT and GROUP BY are so again", "[workload]") {
    Server server{{{"42803", "column must appear in the GROUP BY clause", 16}}};
    CHECK(
        server
            .make("SELECT coalesce(a, $1) AS x, count(*) FROM t GROUP BY coalesce(a, $2) ORDER BY coalesce(a, $3) DESC")
            .sql ==
        "SELECT coalesce(a, $1) AS x, count(*) FROM t GROUP BY coalesce(a, $1) ORDER BY coalesce(a, $1) DESC");
}

TEST_CASE("what changes rows has a SELECT that finds them", "[workload]") {
    CHECK(equivalent_select(
              "UPDATE ONLY t AS a SET b = $1, c = (SELECT 1 FROM x) FROM u WHERE a.id = u.id RETURNING *") ==
          "SELECT 1 FROM ONLY t AS a, u WHERE a.id = u.id");
    CHECK(equivalent_select("UPDATE t SET b = 1") == "SELECT 1 FROM t");
    CHECK(equivalent_select("DELETE FROM s.t USING u WHERE t.id = u.id;") == "SELECT 1 FROM s.t, u WHERE t.id = u.id");
    CHECK(equivalent_select("WITH w AS (SELECT 1) DELETE FROM t WHERE id IN (SELECT * FROM w)") ==
          "WITH w AS (SELECT 1) SELECT 1 FROM t WHERE id IN (SELECT * FROM w)");
    CHECK(equivalent_select("INSERT INTO t (a) SELECT b FROM u WHERE c ON CONFLICT (a) DO NOTHING RETURNING a") ==
          "SELECT b FROM u WHERE c");
    CHECK(equivalent_select("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE") ==
          "SELECT 1 FROM s LEFT JOIN t ON t.id = s.id");
    CHECK_FALSE(equivalent_select("INSERT INTO t VALUES (1)"));
    CHECK_FALSE(equivalent_select("SELECT 1"));
    CHECK(verb_of("(SELECT 1) UNION SELECT 2") == StatementVerb::select);
    CHECK(verb_of("WITH a AS (SELECT 1) INSERT INTO t SELECT 1") == StatementVerb::insert);
    CHECK(verb_of("VACUUM") == StatementVerb::other);
}
