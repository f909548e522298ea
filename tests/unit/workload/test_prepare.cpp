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
    CHECK(parseable("numeric(5,2) $1") == " ($1::numeric(5,2))");
    CHECK(parseable("varchar(5) $1") == " ($1::varchar(5))");
}

TEST_CASE("what only looks like a type before a parameter stays", "[workload]") {
    for (auto const *text :
         {"SELECT $1 FROM t WHERE a LIKE $2 AND b BETWEEN $3 AND $4 LIMIT $5 OFFSET $6", "SELECT t AT TIME ZONE $1",
          "SELECT CASE WHEN $1 THEN $2 ELSE $3 END", "SELECT substring(a FROM $1 FOR $2)",
          "SELECT a IN ($1 /*, ... */)", "SELECT a FROM t FETCH FIRST $1 ROWS ONLY", "SELECT $1 AS date",
          "SELECT * FROM xmltable($1 PASSING $2 COLUMNS v int PATH $3)", "SELECT f(5, 2) FROM t LIMIT $1",
          "SELECT a FROM t WHERE b = $1 AND ($2)"})
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
    Server in{{{"42883", "operator does not exist: smallint = text", 9}}};
    CHECK(in.make("SELECT a IN (SELECT $1) FROM t").sql == "SELECT a IN (SELECT ($1::smallint)) FROM t");
    Server named{{{"42725", "operator is not unique: text pg_catalog.|| unknown", 9}}};
    CHECK(named.make("SELECT a OPERATOR(pg_catalog.||) $1").sql == "SELECT a OPERATOR(pg_catalog.||) ($1::text)");
    Server filter{{{"42804", "argument of WHERE must be type boolean, not type text", 22}}};
    CHECK(filter.make("SELECT 1 FROM t WHERE CASE WHEN a > $1 THEN $2 ELSE $3 END").sql ==
          "SELECT 1 FROM t WHERE CASE WHEN a > $1 THEN ($2::boolean) ELSE ($3::boolean) END");
    Server any{{{"42804", "could not determine polymorphic type because input has type unknown", std::nullopt}}};
    CHECK(any.make("SELECT to_jsonb($1), a IN ($2)").sql == "SELECT to_jsonb(($1::text)), a IN ($2)");
}

TEST_CASE("arguments of several types, and columns of subqueries, get theirs", "[workload]") {
    Refusal const to_char{"42725", "function to_char(unknown, unknown) is not unique", 7};
    Server server{std::vector<Refusal>(7, to_char)}; // as it is, and with each type for both
    CHECK(server.make("SELECT to_char($1, $2)").sql == "SELECT to_char(($1::numeric), $2)");
    Refusal const column{"42883", "operator does not exist: integer = text", 58};
    Server values{{column}};
    CHECK(values.make("MERGE INTO c USING (VALUES ($1, $2)) v(id, n) ON c.id = v.id WHEN MATCHED AND $3 THEN DELETE")
              .sql ==
          "MERGE INTO c USING (VALUES (($1::integer), $2)) v(id, n) ON c.id = v.id WHEN MATCHED AND $3 THEN DELETE");
    Server array{{{"42883", "function sum(text) does not exist", 7}}};
    CHECK(array.make("SELECT sum(t.a) FROM unnest(ARRAY[$1, $2]) t(a)").sql ==
          "SELECT sum(t.a) FROM unnest(ARRAY[($1::numeric), $2]) t(a)");
    Server target{{{"42804", "column \"a\" is of type integer but expression is of type text", 25}}};
    CHECK(target.make("INSERT INTO t (a) SELECT x FROM unnest(ARRAY[$1]) x").sql ==
          "INSERT INTO t (a) SELECT x FROM unnest(ARRAY[($1::integer)]) x");
    Server days{{{"42883", "operator does not exist: timestamp with time zone >= integer", 27}}};
    CHECK(days.make("SELECT 1 FROM t WHERE made >= current_date - $1").sql ==
          "SELECT 1 FROM t WHERE made >= current_date - ($1::integer)");
    Server row{{{"42883", "operator does not exist: smallint = text", 14}}};
    CHECK(row.make("SELECT (a, b) IN (SELECT $1::kind, $2) FROM t").sql ==
          "SELECT (a, b) IN (SELECT $1::kind, ($2::smallint)) FROM t");
    Refusal const recursive{"42883", "operator does not exist: text + unknown", 53};
    Server numbers{std::vector<Refusal>(7, recursive)};
    CHECK(numbers.make("WITH RECURSIVE t(n) AS (SELECT $1 UNION ALL SELECT n + $2 FROM t) SELECT n FROM t").sql ==
          "WITH RECURSIVE t(n) AS (SELECT ($1::integer) UNION ALL SELECT n + $2 FROM t) SELECT n FROM t");
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

TEST_CASE("what is complained of in FROM is answered before what stands before it", "[workload]") {
    Server server{{{"42725", "operator is not unique: unknown * unknown", 49},
                   {"42725", "function generate_series(unknown, integer) is not unique", 26},
                   {"42725", "operator is not unique: unknown * unknown", 15}}};
    auto const taken = server.make("SELECT (p + $1 * $2) FROM generate_series($3, $4 * $5) p");
    CHECK_FALSE(taken.refusal);
    CHECK(server.seen.size() == 4);
    CHECK(taken.sql == "SELECT (p + ($1::numeric) * ($2::numeric)) FROM generate_series(($3::integer), ($4::integer) * "
                       "($5::integer)) p");
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
    using List = std::vector<std::string>;
    CHECK(equivalent_selects(
              "UPDATE ONLY t AS a SET b = $1, c = (SELECT 1 FROM x) FROM u WHERE a.id = u.id RETURNING *") ==
          List{"SELECT a.ctid, u.ctid FROM ONLY t AS a, u WHERE a.id = u.id",
               "SELECT a.ctid FROM ONLY t AS a, u WHERE a.id = u.id",
               "SELECT 1 FROM ONLY t AS a, u WHERE a.id = u.id"});
    CHECK(equivalent_selects("UPDATE t SET b = 1") == List{"SELECT t.ctid FROM t", "SELECT 1 FROM t"});
    CHECK(equivalent_selects("DELETE FROM s.t USING u WHERE t.id = u.id;").front() ==
          "SELECT t.ctid, u.ctid FROM s.t, u WHERE t.id = u.id");
    CHECK(
        equivalent_selects("DELETE FROM s.\"T\" * \"A b\" USING (SELECT 1 FROM x) y, f(1, z) g, ONLY a.u LEFT JOIN v w "
                           "ON (w.i = u.i), LATERAL h(1)")
            .front() == "SELECT \"A b\".ctid, u.ctid, w.ctid FROM s.\"T\" * \"A b\", (SELECT 1 FROM x) y, f(1, z) g, "
                        "ONLY a.u LEFT JOIN v "
                        "w ON (w.i = u.i), LATERAL h(1)");
    CHECK(equivalent_selects("WITH w AS (SELECT 1) DELETE FROM t WHERE id IN (SELECT * FROM w)").back() ==
          "WITH w AS (SELECT 1) SELECT 1 FROM t WHERE id IN (SELECT * FROM w)");
    CHECK(equivalent_selects("INSERT INTO t (a) SELECT b FROM u WHERE c ON CONFLICT (a) DO NOTHING RETURNING a") ==
          List{"SELECT b FROM u WHERE c"});
    CHECK(equivalent_selects("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE").front() ==
          "SELECT t.ctid, s.ctid FROM s LEFT JOIN t ON t.id = s.id");
    CHECK(equivalent_selects("INSERT INTO t VALUES (1)").empty());
    CHECK(equivalent_selects("WITH x AS (UPDATE t SET a = 1").empty()); // cut off
    CHECK(equivalent_selects("SELECT 1").empty());
    // Who may not write may not lock, either.
    CHECK(equivalent_selects("SELECT a FROM t, s.u FOR NO KEY UPDATE OF t, u NOWAIT LIMIT 1") ==
          List{"SELECT a FROM t, s.u LIMIT 1"});
    CHECK(equivalent_selects("SELECT substring(a FROM 1 FOR 2) FROM t FOR KEY SHARE") ==
          List{"SELECT substring(a FROM 1 FOR 2) FROM t "});
    CHECK(
        equivalent_selects("UPDATE t SET a = 1 WHERE id = (SELECT id FROM t FOR UPDATE SKIP LOCKED LIMIT 1)").back() ==
        "SELECT 1 FROM t WHERE id = (SELECT id FROM t LIMIT 1)");
    // What a CTE would write, it hands on.
    CHECK(
        equivalent_selects("WITH x AS NOT MATERIALIZED (UPDATE t SET a = $1 WHERE k = $2 RETURNING id, a), y AS "
                           "MATERIALIZED (SELECT 1) "
                           "SELECT * FROM x") ==
        List{
            "WITH x AS MATERIALIZED (SELECT id, a FROM t WHERE k = $2), y AS MATERIALIZED (SELECT 1) SELECT * FROM x"});
    CHECK(equivalent_selects("WITH x AS (DELETE FROM t USING u WHERE t.id = u.id RETURNING t.*) INSERT INTO o SELECT * "
                             "FROM x") ==
          List{"WITH x AS MATERIALIZED (SELECT t.* FROM t, u WHERE t.id = u.id) SELECT * FROM x"});
    CHECK(
        equivalent_selects("WITH x AS (INSERT INTO s.t (a, b) SELECT c, d FROM u ON CONFLICT DO NOTHING RETURNING a), "
                           "z AS (DELETE FROM v) SELECT * FROM x") ==
        List{"WITH x AS MATERIALIZED (SELECT a FROM (SELECT c, d FROM u) AS t(a, b)), z AS MATERIALIZED (SELECT 1 FROM "
             "v) SELECT * FROM x",
             "WITH x AS MATERIALIZED (SELECT a FROM s.t RIGHT JOIN (SELECT 1 FROM (SELECT c, d FROM u) AS inserted) AS "
             "inserted ON "
             "false), z AS MATERIALIZED (SELECT 1 FROM v) SELECT * FROM x"});
    CHECK(equivalent_selects("WITH x AS (INSERT INTO t (a) VALUES (1) RETURNING a) SELECT * FROM x") ==
          List{"WITH x AS MATERIALIZED (SELECT a FROM (VALUES (1)) AS t(a)) SELECT * FROM x",
               "WITH x AS MATERIALIZED (SELECT a FROM t RIGHT JOIN (SELECT 1 FROM (VALUES (1)) AS inserted) AS "
               "inserted ON false) "
               "SELECT * FROM x"});
    CHECK(equivalent_selects("WITH x AS (INSERT INTO t AS n (a) OVERRIDING SYSTEM VALUE VALUES (1) RETURNING *) SELECT "
                             "* FROM x") ==
          List{"WITH x AS MATERIALIZED (SELECT * FROM (VALUES (1)) AS n(a)) SELECT * FROM x",
               "WITH x AS MATERIALIZED (SELECT n.* FROM t AS n RIGHT JOIN (SELECT 1 FROM (VALUES (1)) AS inserted) AS "
               "inserted ON "
               "false) SELECT * FROM x"});
    CHECK(equivalent_selects("WITH x AS (INSERT INTO t DEFAULT VALUES RETURNING id) SELECT * FROM x") ==
          List{"WITH x AS MATERIALIZED (SELECT id FROM t RIGHT JOIN (SELECT 1 FROM (SELECT) AS inserted) AS inserted "
               "ON false) SELECT "
               "* FROM x"});
    CHECK(verb_of("(SELECT 1) UNION SELECT 2") == StatementVerb::select);
    CHECK(verb_of("WITH a AS (SELECT 1) INSERT INTO t SELECT 1") == StatementVerb::insert);
    CHECK(verb_of("VACUUM") == StatementVerb::other);
}
