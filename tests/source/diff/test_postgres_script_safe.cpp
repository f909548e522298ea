// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// Scripts that run nothing that names or code smuggle in, lose nothing on the way, and come to their end.
namespace {

constexpr int k_parsed_bodies = 140000; ///< BEGIN ATOMIC, from this version on

/// Also in the other direction.
void both_ways(std::string const &one, std::string const &other) {
    for (bool const back : {false, true}) {
        Database before{back ? other : one};
        Database after{back ? one : other};
        CHECK(compare(before, after).not_done().empty());
        check_script(before, after);
    }
}

/// The script comes to its end and leaves these changes, all of which it names.
void check_left(std::string const &before_sql, std::string const &after_sql, std::vector<std::string> const &named,
                std::string const &left) {
    Database before{before_sql};
    Database after{after_sql};
    auto const text = script_text(compare(before, after));
    for (auto const &name : named) CHECK_THAT(text, Contains("-- not done: " + name));
    check_script(before, after, left);
}

} // namespace

TEST_CASE("the script of diff takes no text for parsed code", "[diff]") {
    for (auto const *const body :
         {"RETURN 1; CREATE TABLE smuggled ()", "BEGIN ATOMIC SELECT 1; END; CREATE TABLE smuggled ()"}) {
        Database before;
        Database after{"SET check_function_bodies = off; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS '" +
                       std::string{body} + "'"};
        check_script(before, after);
    }
    if (Database{}.version() < k_parsed_bodies) return;
    both_ways("", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 1");
}

TEST_CASE("the script of diff keeps the case of settings of one's own", "[diff]") {
    both_ways("", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET \"my.Var\" = 'x' SET datestyle = 'ISO' AS "
                  "'SELECT 1'");
}

TEST_CASE("the script of diff attaches indexes to that of their table, which stays", "[diff]") {
    std::string const half =
        "CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM "
        "(0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); CREATE INDEX pi ON ONLY p (b); "
        "CREATE INDEX p1b ON p1 (b); ALTER INDEX pi ATTACH PARTITION p1b; CREATE INDEX p2b ON p2 (b)";
    auto const whole = half + "; ALTER INDEX pi ATTACH PARTITION p2b";
    both_ways(half, whole);
    both_ways(half, whole + "; ALTER INDEX p1b SET (fillfactor = 70)");
    both_ways(whole, half + "; DROP INDEX pi; CREATE INDEX p1b ON p1 (b)");
    Database before{half};
    Database after{whole};
    CHECK_THAT(script_text(compare(before, after)), !Contains("DROP INDEX"));
    // One that a partition has no more of its own.
    both_ways(whole, "CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR "
                     "VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); CREATE "
                     "INDEX pi ON ONLY p (b); CREATE INDEX p2b ON p2 (b); ALTER INDEX pi ATTACH PARTITION p2b");
}

TEST_CASE("the script of diff takes statistics along with the functions that they call", "[diff]") {
    if (Database{}.version() < k_parsed_bodies) return; // statistics on expressions
    std::string const rest = " LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE t (a integer, b integer); CREATE "
                             "STATISTICS st ON (k(a)), b FROM t; COMMENT ON STATISTICS st IS 'x'";
    both_ways("CREATE FUNCTION k(integer) RETURNS integer" + rest,
              "CREATE FUNCTION k(integer, integer DEFAULT 0) RETURNS integer" + rest);
    both_ways("CREATE FUNCTION k(integer) RETURNS integer" + rest, "CREATE FUNCTION k(integer) RETURNS bigint" + rest);
}

TEST_CASE("the script of diff leaves what reads a column whose type is left", "[diff]") {
    // From 16 on the server leaves out the names of tables where there is one only.
    auto const with = [](std::string const &type, std::string const &value) {
        return "CREATE TABLE t (id integer PRIMARY KEY, a " + type +
               "); CREATE VIEW v AS SELECT t.id FROM t, t o WHERE t.a > " + value +
               "; CREATE VIEW w AS SELECT id FROM v";
    };
    check_left(
        with("integer", "1"), with("date", "'2020-01-01'"), {"column public.t.a: type is integer", "view public.v"},
        "changed column public.t.a type: integer -> date\nchanged view public.v definition:  SELECT t.id\n   FROM "
        "public.t,\n    public.t o\n  WHERE (t.a > 1); ->  SELECT t.id\n   FROM public.t,\n    public.t o\n  WHERE "
        "(t.a > "
        "'2020-01-01'::date);\n");
    auto const before = with("integer", "1") + "; CREATE TABLE o (x integer)";
    auto const after =
        "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';" +
        with("date", "'2020-01-01'") +
        "; CREATE TABLE o (x integer); ALTER TABLE t ADD CONSTRAINT later CHECK (a > '2020-01-01'); ALTER "
        "TABLE t ADD g boolean GENERATED ALWAYS AS (a > '2020-01-01'::date) STORED; CREATE INDEX gi ON t "
        "(g); CREATE INDEX ai ON t ((a > '2020-01-01'::date)); CREATE POLICY po ON t USING (a > "
        "'2020-01-01'); CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (new.a > '2020-01-01') "
        "EXECUTE FUNCTION fire(); CREATE RULE ru AS ON DELETE TO o DO ALSO DELETE FROM t WHERE a > "
        "'2020-01-01'; CREATE TABLE u (d date); ALTER TABLE t ADD UNIQUE (a); ALTER TABLE u ADD FOREIGN "
        "KEY (d) REFERENCES t (a)";
    Database old_side{before};
    Database new_side{after};
    auto const text = script_text(compare(old_side, new_side));
    for (auto const *const name : {"column public.t.g", "index public.t.gi", "index public.t.ai", "policy public.t.po",
                                   "trigger public.t.tr", "rule public.o.ru", "public.u.u_d_fkey", "public.t.later"})
        CHECK_THAT(text, Contains(std::string{"not done: "}) && Contains(name));
    CHECK_THAT(text, Contains("CREATE TABLE public.u"));
    Session session{old_side.url()};
    run_script(session, compare(old_side, new_side));
}

TEST_CASE("the script of diff keeps labels of an enum with what compares them", "[diff]") {
    auto const with = [](std::string const &type) {
        return "CREATE TYPE e1 AS ENUM ('a', 'b'); CREATE TYPE e2 AS ENUM ('a'); CREATE TABLE t (a " + type +
               "); CREATE VIEW v AS SELECT a FROM t WHERE a = 'a'::" + type;
    };
    Database before{with("e1")};
    Database after{with("e2")};
    auto const script = compare(before, after);
    CHECK(script.not_done().size() == 2);
    Session session{before.url()};
    run_script(session, script);
}

TEST_CASE("the script of diff makes tables unlogged and logged in the order of their keys", "[diff]") {
    auto const with = [](std::string const &kind, std::string const &one, std::string const &other) {
        return "CREATE " + kind + " TABLE " + one + " (x integer PRIMARY KEY); CREATE " + kind + " TABLE " + other +
               " (x integer PRIMARY KEY REFERENCES " + one + "); CREATE " + kind + " TABLE m (y integer REFERENCES " +
               other + ")";
    };
    both_ways(with("", "a", "b"), with("UNLOGGED", "a", "b"));
    both_ways(with("", "z", "y"), with("UNLOGGED", "z", "y"));
    // A new key to a table that becomes logged.
    both_ways("CREATE UNLOGGED TABLE z (x integer PRIMARY KEY); CREATE TABLE a (x integer)",
              "CREATE TABLE z (x integer PRIMARY KEY); CREATE TABLE a (x integer REFERENCES z)");
}

TEST_CASE("the script of diff gives keys the storage parameters of their indexes", "[diff]") {
    std::string const plain = "CREATE TABLE t (a integer, b integer)";
    std::string const keys = "; ALTER TABLE t ADD PRIMARY KEY (a) WITH (fillfactor = 70); ALTER TABLE t ADD UNIQUE (b) "
                             "WITH (fillfactor = 80) DEFERRABLE INITIALLY DEFERRED";
    both_ways("", plain + keys);
    both_ways("CREATE TABLE t (a integer NOT NULL, b integer)", plain + keys);
}

TEST_CASE("the script of diff sets triggers of partitions after those of their tables", "[diff]") {
    std::string const start =
        "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'; CREATE TABLE p (a "
        "integer) PARTITION BY RANGE (a); CREATE TABLE a1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 "
        "PARTITION OF p FOR VALUES FROM (10) TO (20);";
    auto const trigger = start + "CREATE TRIGGER tr AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION fire();";
    auto const one_off = trigger + "ALTER TABLE a1 DISABLE TRIGGER tr";
    auto const one_on = trigger + "ALTER TABLE p DISABLE TRIGGER tr; ALTER TABLE a1 DISABLE TRIGGER tr; ALTER TABLE p2 "
                                  "ENABLE ALWAYS TRIGGER tr";
    both_ways("", one_off);
    both_ways("", one_on);
    both_ways(start, one_off);
    both_ways(one_on, one_off);
    both_ways(trigger, one_on);
    both_ways(one_off, start + "CREATE TRIGGER tr AFTER UPDATE ON p FOR EACH ROW EXECUTE FUNCTION fire(); ALTER TABLE "
                               "a1 DISABLE TRIGGER tr");
    both_ways(one_off, one_off + "; ALTER TABLE p DETACH PARTITION a1");
}

TEST_CASE("the script of diff names aggregates of rows", "[diff]") {
    both_ways("", "CREATE AGGREGATE h(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0'); COMMENT ON AGGREGATE h(*) IS "
                  "'x'; REVOKE EXECUTE ON FUNCTION h() FROM public; GRANT EXECUTE ON FUNCTION h() TO pg_monitor");
}

TEST_CASE("the script of diff leaves functions that partition keys need", "[diff]") {
    std::string const rest =
        " LANGUAGE sql IMMUTABLE AS 'SELECT $1'; CREATE TABLE p (a integer) PARTITION BY RANGE (k(a))";
    check_left("CREATE FUNCTION k(integer) RETURNS integer" + rest,
               "CREATE FUNCTION k(n integer) RETURNS integer" + rest,
               {"function public.k(integer) differs; a partition key needs it"},
               "changed routine public.k(integer) arguments: integer -> n integer\n");
}

TEST_CASE("the script of diff leaves columns that publications list or compare", "[diff]") {
    constexpr int k_lists = 150000;
    if (Database{}.version() < k_lists) return;
    auto const with = [](std::string const &columns) {
        return "CREATE TABLE t (id integer PRIMARY KEY" + columns + ");";
    };
    check_left(
        with(", a integer, b integer") + "CREATE PUBLICATION pu FOR TABLE t (id, a) WHERE (id > 0)",
        "CREATE TABLE t (id bigint PRIMARY KEY, c text)",
        {"column public.t.a is to go; a publication needs it",
         "column public.t.id: type is integer, should be bigint; a publication compares it"},
        "changed column public.t.id type: integer -> bigint\nremoved column public.t.a\nremoved publication pu\n");
}

TEST_CASE("the script of diff takes rights back that were passed on", "[diff]") {
    std::string const table = "CREATE TABLE t (a integer); GRANT SELECT ON t TO pg_read_all_settings;";
    auto const passed = table +
                        "GRANT SELECT ON t TO pg_monitor WITH GRANT OPTION; SET ROLE pg_monitor; GRANT SELECT ON "
                        "t TO pg_signal_backend; RESET ROLE";
    both_ways(table, passed);
    both_ways(table + "GRANT SELECT ON t TO pg_signal_backend", passed);
    both_ways(table + "GRANT SELECT ON t TO pg_monitor, pg_signal_backend", passed);
}

TEST_CASE("the script of diff drops tables before those whose sequences they use", "[diff]") {
    both_ways("", "CREATE TABLE t (a integer); CREATE SEQUENCE s OWNED BY t.a; CREATE TABLE u (b integer DEFAULT "
                  "nextval('s'))");
}

TEST_CASE("the script of diff leaves the checks of a domain that arrays of another are made of", "[diff]") {
    std::string const start = "CREATE DOMAIN d1 AS integer; CREATE DOMAIN d2 AS d1; CREATE TABLE t (a d2[])";
    check_left(
        start, start + "; DROP TABLE t; ALTER DOMAIN d1 ADD CHECK (VALUE > 0); CREATE TABLE t (a d2[])",
        {"domain public.d1: VALIDATE CONSTRAINT d1_check"},
        "changed type public.d1 checks: d1_check CHECK ((VALUE > 0)) NOT VALID -> d1_check CHECK ((VALUE > 0))\n");
}

TEST_CASE("the script of diff keeps the primary key of a table with another partition key", "[diff]") {
    Database before{"CREATE TABLE p (a integer PRIMARY KEY) PARTITION BY RANGE (a)"};
    Database after{"CREATE TABLE p (a integer) PARTITION BY LIST (a)"};
    auto const difference = compare(before, after);
    Session session{before.url()};
    run_script(session, difference);
}

TEST_CASE("the script of diff keeps the functions of ranges that are left", "[diff]") {
    check_left(
        "CREATE FUNCTION d(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2'; CREATE TYPE "
        "r AS RANGE (subtype = float8, subtype_diff = d); CREATE TABLE t (a r)",
        "CREATE TYPE r AS RANGE (subtype = float8); CREATE TABLE t (a r)",
        {"range type public.r: should be range double precision",
         "function public.d(double precision, double precision) is to go"},
        "removed routine public.d(double precision, double precision)\nchanged type public.r subtype_diff: "
        "public.d -> (nothing)\n");
}
