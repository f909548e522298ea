// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// Statements in an order in which they run, whatever names what.
namespace {

constexpr int k_parsed_bodies = 140000; ///< BEGIN ATOMIC, from this version on

/// Objects that need each other; made and dropped, and no kind of object always comes before another.
constexpr std::array k_plain = {
    "CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE RULE r AS ON INSERT TO a DO ALSO INSERT INTO b VALUES "
    "(new.x)",
    "CREATE TABLE u (a int); CREATE TABLE t (a int); CREATE POLICY p ON t USING (a IN (SELECT a FROM u))",
    "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN d AS int CHECK (value > g())",
    "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN d AS int DEFAULT g()",
    "CREATE FUNCTION h(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN d AS int CHECK (h(value) > 1); "
    "CREATE "
    "TABLE t (a d[])",
    "CREATE DOMAIN d AS int; CREATE FUNCTION h(d) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'; ALTER "
    "DOMAIN "
    "d ADD CHECK (h(value)); CREATE TABLE t (a d[])",
    "CREATE TABLE t (a int); CREATE TYPE c AS (c t)", "CREATE TABLE z (a int); CREATE TABLE b (x z)",
    "CREATE VIEW z AS SELECT 1 AS a; CREATE TABLE b (x z)", "CREATE TABLE z (a int); CREATE DOMAIN d AS z",
    "CREATE TABLE z (a int PRIMARY KEY); CREATE TYPE c AS (q z[]); CREATE TABLE b (x c)",
    "CREATE VIEW z AS SELECT 1 AS a; CREATE TYPE c AS (q z); CREATE FUNCTION f(c) RETURNS z LANGUAGE sql AS 'SELECT "
    "1'; "
    "CREATE TABLE b (x c, y int DEFAULT 3, PRIMARY KEY (y)); CREATE INDEX i ON b (y); COMMENT ON TABLE b IS 'b'; "
    "COMMENT "
    "ON COLUMN b.y IS 'y'; CREATE VIEW w AS SELECT x, y FROM b; CREATE TABLE b2 (w w[]); GRANT SELECT ON b TO public; "
    "CREATE UNIQUE INDEX j ON b (y, (y + 1)); ALTER TABLE b CLUSTER ON j; COMMENT ON INDEX j IS 'j'; CREATE TABLE b3 "
    "(y "
    "int REFERENCES b)",
    "CREATE TYPE r AS RANGE (SUBTYPE = float8); CREATE TABLE t (a r DEFAULT r(1, 2)); CREATE FUNCTION f(r) RETURNS r "
    "LANGUAGE sql AS 'SELECT $1'; CREATE VIEW v AS SELECT f(a) FROM t",
    "CREATE TABLE p (a int); CREATE VIEW z AS SELECT 1 AS q; CREATE TABLE c (x z) INHERITS (p); CREATE TABLE g (y int) "
    "INHERITS (c); CREATE UNIQUE INDEX i ON c (a); ALTER TABLE g ADD FOREIGN KEY (y) REFERENCES c (a)",
    "CREATE TABLE a (a int PRIMARY KEY); CREATE TABLE b (a int PRIMARY KEY, b int REFERENCES a); ALTER TABLE a ADD b "
    "int "
    "REFERENCES b; CREATE POLICY p ON a USING (a IN (SELECT a FROM b)); CREATE POLICY p ON b USING (a IN (SELECT a "
    "FROM "
    "a)); CREATE RULE r AS ON DELETE TO a DO ALSO DELETE FROM b; CREATE RULE s AS ON INSERT TO b DO ALSO DELETE FROM a",
    "CREATE SEQUENCE s; CREATE TABLE t (a int DEFAULT nextval('s')); CREATE VIEW v AS SELECT nextval('s') AS n",
    // Attached as a table, a partition would give its index on b to either index of the parent.
    "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE "
    "INDEX x ON ONLY p (b); CREATE INDEX y ON ONLY p (b DESC); CREATE INDEX k ON p1 (b DESC); CREATE INDEX l ON p1 "
    "(b); "
    "ALTER INDEX y ATTACH PARTITION k; ALTER INDEX x ATTACH PARTITION l",
    "CREATE TABLE \"q r\" (\"a b\" int); CREATE TABLE \"B\" (x \"q r\"); CREATE VIEW \"A\" AS SELECT x FROM \"B\""};

constexpr std::array k_parsed = {
    "CREATE TABLE t (a int); CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END; CREATE "
    "TABLE u (a int DEFAULT g(), b int CHECK (g() > b))",
    "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS t LANGUAGE sql BEGIN ATOMIC SELECT * FROM t; END; CREATE "
    "TABLE "
    "u (x t DEFAULT f()); CREATE VIEW v AS SELECT f() AS f, u.* FROM u; CREATE FUNCTION g() RETURNS SETOF v LANGUAGE "
    "sql "
    "BEGIN ATOMIC SELECT * FROM v; END; CREATE MATERIALIZED VIEW m AS SELECT (g()).*; CREATE INDEX i ON m (f)",
    "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*)::int "
    "FROM "
    "t; END; CREATE DOMAIN d AS int CHECK (value > f()) DEFAULT f(); CREATE TABLE u (z d[], y d)",
    "CREATE TABLE t (a int, b int); CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END; "
    "ALTER TABLE t ALTER b SET DEFAULT f()",
    "CREATE FUNCTION b(int) RETURNS int LANGUAGE sql IMMUTABLE RETURN $1; CREATE FUNCTION b(text) RETURNS int LANGUAGE "
    "sql IMMUTABLE RETURN b(1); CREATE FUNCTION a() RETURNS int LANGUAGE sql RETURN b('x')"};

void check_both_ways(std::string const &objects) {
    INFO(objects);
    {
        Database empty, full{objects};
        check_script(empty, full);
    }
    Database full{objects}, empty;
    check_script(full, empty);
}

} // namespace

TEST_CASE("the script of diff makes and drops what names other things in their order", "[diff][order]") {
    for (auto const *objects : k_plain) check_both_ways(objects);
    if (Database{}.version() < k_parsed_bodies) return;
    for (auto const *objects : k_parsed) check_both_ways(objects);
}

TEST_CASE("the script of diff changes what names other things in their order", "[diff][order]") {
    auto const both = [](std::string const &one, std::string const &other) {
        script_of(one, other);
        script_of(other, one);
    };
    // A new column has rows of a new view, with all that hangs on it.
    both(
        "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t",
        "CREATE TABLE t (a int); CREATE VIEW z AS SELECT 1 AS q; ALTER TABLE t ADD x z, ADD y z DEFAULT ROW(1); CREATE "
        "VIEW v AS SELECT a, x FROM t; CREATE INDEX i ON t (y); COMMENT ON COLUMN t.x IS 'x'");
    both("CREATE TABLE t (a int PRIMARY KEY, b int); CREATE VIEW v AS SELECT a, b FROM t GROUP BY a",
         "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)); CREATE VIEW v AS SELECT a, b FROM t GROUP BY a, b");
    both(
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN d AS int DEFAULT g() CHECK (value > "
        "g()); CREATE TABLE t (a d)",
        "CREATE FUNCTION g() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'; CREATE DOMAIN d AS int DEFAULT g() "
        "CHECK "
        "(value > g()); CREATE TABLE t (a d)");
    if (Database{}.version() < k_parsed_bodies) return;
    auto const reads = [](std::string const &column) {
        return "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT " + column + " FROM t; END";
    };
    both("CREATE TABLE t (a int, b int);" + reads("b"), "CREATE TABLE t (a int, b bigint);" + reads("b::int"));
    both("CREATE TABLE t (a int);" + reads("a"), "CREATE TABLE t (a int, b int);" + reads("b"));
    both("CREATE TABLE t (a int);" + reads("a"),
         "CREATE TABLE t (a int);" + reads("a") + "; ALTER TABLE t ADD b int DEFAULT f(), ADD c int CHECK (c > f())");
}

TEST_CASE("the script of diff renames an index that no longer orders its table", "[diff][order]") {
    std::string const before = "CREATE TABLE t (a int, CONSTRAINT c UNIQUE (a)); ALTER TABLE t CLUSTER ON c";
    std::string const after = "CREATE TABLE t (a int, CONSTRAINT d UNIQUE (a))";
    CHECK_THAT(script_of(before, after), Contains("RENAME CONSTRAINT") && !Contains("CREATE UNIQUE"));
    CHECK_THAT(script_of(after, before), Contains("CLUSTER ON c") && !Contains("CREATE UNIQUE"));
}

TEST_CASE("the script of diff leaves what the rows of tables hold of a domain", "[diff][order]") {
    std::string const users = "CREATE TABLE t (a d); CREATE TYPE c AS (t t); CREATE TABLE u (z c)";
    auto const text = script_of("CREATE DOMAIN d AS int;" + users, "CREATE DOMAIN d AS int CHECK (value > 0);" + users,
                                "changed type public.d checks: d_check CHECK ((VALUE > 0)) NOT VALID -> d_check CHECK "
                                "((VALUE > 0))\n");
    CHECK_THAT(text, Contains("-- not done: domain public.d: VALIDATE CONSTRAINT d_check"));
}

TEST_CASE("the script of diff says where columns of new children will stand elsewhere", "[diff][order]") {
    auto const text = script_of("", "CREATE TABLE p (a int, b text, c int); CREATE TABLE k (b text NOT NULL) INHERITS "
                                    "(p); ALTER TABLE p DROP b");
    CHECK_THAT(text, Contains("-- not done: table public.k: its columns stand in another order"));
    CHECK_THAT(script_of("", "CREATE TABLE p (a int, c int); CREATE TABLE k (b text NOT NULL) INHERITS (p)"),
               !Contains("not done"));
}

TEST_CASE("the script of diff names what it needs and no scan reads", "[diff][order]") {
    std::string const things =
        "CREATE SCHEMA s; CREATE COLLATION s.c FROM \"C\"; CREATE TEXT SEARCH CONFIGURATION s.words "
        "(COPY = simple); CREATE OPERATOR s.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = "
        "int4eq); CREATE OPERATOR CLASS s.numbers FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 "
        "=, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int);";
    std::string const users =
        "CREATE TABLE t (a text COLLATE s.c, b int CHECK (b OPERATOR(s.===) 1)); CREATE INDEX i ON t "
        "(to_tsvector('s.words', a)); CREATE INDEX j ON t (b s.numbers);";
    Database empty, full{things + users};
    auto const text = script_text(compare(empty, full));
    for (auto const *what :
         {"collation s.c", "text search configuration s.words", "operator s.===", "operator class s.numbers"}) {
        auto const line = std::string{"-- not done: "} + what + " has to be there first";
        CHECK(text.find(line) < text.find("CREATE TABLE"));
    }
    // What the old state has is there.
    CHECK_THAT(script_of(things + users, things + users + "CREATE TABLE u (LIKE t INCLUDING ALL)"),
               !Contains("not done"));
}
