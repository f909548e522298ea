// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// What holds while a script runs, and when it stops on the way.
TEST_CASE("a script that stops leaves no rows open that a policy kept closed", "[diff]") {
    std::string const setup =
        "CREATE FUNCTION ok(t text) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = current_user'; CREATE TABLE d (id "
        "integer, tenant text); CREATE TABLE big (a integer); ALTER TABLE d ENABLE ROW LEVEL SECURITY; CREATE POLICY "
        "base ON d USING (true); CREATE POLICY lim ON d AS RESTRICTIVE USING (ok(tenant));";
    std::string const change =
        "DROP POLICY lim ON d; DROP FUNCTION ok; CREATE FUNCTION ok(tt text) RETURNS boolean LANGUAGE sql AS 'SELECT "
        "$1 = current_user'; CREATE POLICY lim ON d AS RESTRICTIVE USING (ok(tenant)); CREATE UNIQUE INDEX ON big (a)";
    auto const text = script_of_change(setup, change);
    check_order(text, {"BEGIN;", "CREATE POLICY scribe_closed ON public.d AS RESTRICTIVE USING (false)",
                       "DROP POLICY lim", "COMMIT;", "CREATE OR REPLACE FUNCTION public.ok", "BEGIN;",
                       "DROP POLICY scribe_closed", "CREATE POLICY lim", "COMMIT;", "CREATE UNIQUE INDEX"});
    // One that such a script left is taken for closed, and goes with it.
    Database before{setup + "CREATE POLICY scribe_closed ON d AS RESTRICTIVE USING (false)"};
    Database after{setup + change};
    auto const again = script_text(compare(before, after));
    CHECK_THAT(again, !Contains("CREATE POLICY scribe_closed"));
    check_order(again, {"DROP POLICY lim", "DROP POLICY scribe_closed", "CREATE POLICY lim"});
    check_script(before, after);
    // One that only goes closes nothing.
    auto const gone = script_of_change(setup, "DROP POLICY lim ON d; DROP FUNCTION ok");
    CHECK_THAT(gone, !Contains("scribe_closed"));
    // With its table it does: that goes later.
    auto const both =
        script_of_change(setup, "DROP TABLE d; DROP FUNCTION ok; CREATE FUNCTION ok(tt text) RETURNS boolean "
                                "LANGUAGE sql AS 'SELECT $1 = current_user'");
    check_order(both, {"CREATE POLICY scribe_closed", "DROP POLICY lim", "DROP TABLE public.d"});
    CHECK_THAT(both, !Contains("DROP POLICY scribe_closed"));
}

TEST_CASE("rights on a table go before less keeps its rows from people", "[diff]") {
    auto const text = script_of_change(
        "CREATE TABLE d (id integer, tenant text); ALTER TABLE d ENABLE ROW LEVEL SECURITY; CREATE POLICY base ON d "
        "USING (tenant = current_user); GRANT SELECT, INSERT ON d TO pg_monitor; CREATE TABLE big (a integer)",
        "DROP POLICY base ON d; ALTER TABLE d DISABLE ROW LEVEL SECURITY; REVOKE SELECT ON d FROM pg_monitor; GRANT "
        "UPDATE ON d TO pg_monitor; CREATE UNIQUE INDEX ON big (a)");
    check_order(text, {"REVOKE SELECT ON TABLE public.d", "DISABLE ROW LEVEL SECURITY", "CREATE UNIQUE INDEX",
                       "GRANT UPDATE ON TABLE public.d"});
}

TEST_CASE("policies of partitions go and come in the transaction that changes the type above", "[diff]") {
    std::string const policy =
        "CREATE POLICY lim ON p2 AS RESTRICTIVE USING (tenant = current_user); CREATE TRIGGER seen BEFORE UPDATE OF "
        "tenant ON p2 FOR EACH ROW EXECUTE FUNCTION f();";
    auto const text = script_of_change(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TABLE p (d date, "
        "tenant varchar(20)) PARTITION BY RANGE (d); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM ('2021-01-01') TO "
        "('2022-01-01'); ALTER TABLE p2 ENABLE ROW LEVEL SECURITY; CREATE POLICY base ON p2 USING (true);" +
            policy,
        "DROP POLICY lim ON p2; DROP TRIGGER seen ON p2; ALTER TABLE p ALTER tenant TYPE text;" + policy);
    check_order(text, {"BEGIN;", "DROP ", "TABLE public.p ALTER COLUMN tenant TYPE text", "CREATE ", "COMMIT;"});
    CHECK(text.find("DROP POLICY lim") < text.find("ALTER COLUMN tenant"));
    CHECK(text.find("DROP TRIGGER seen") < text.find("ALTER COLUMN tenant"));
    CHECK(text.find("COMMIT;") > std::max(text.find("CREATE POLICY lim"), text.find("CREATE TRIGGER seen")));
}

TEST_CASE("row security that goes does so before the last policy", "[diff]") {
    auto const text = script_of_change(
        "CREATE TABLE f (id integer, tenant text); ALTER TABLE f ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON f "
        "USING (true)",
        "DROP POLICY own ON f; ALTER TABLE f DISABLE ROW LEVEL SECURITY; CREATE INDEX ON f (tenant)");
    check_order(text, {"DISABLE ROW LEVEL SECURITY", "DROP POLICY own", "CREATE INDEX"});
}

TEST_CASE("views are back before unique indexes are built", "[diff]") {
    std::string const views =
        "CREATE VIEW v AS SELECT id, tenant FROM d; CREATE VIEW w AS SELECT * FROM v; CREATE FUNCTION put() RETURNS "
        "trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER put INSTEAD OF INSERT ON w FOR EACH ROW "
        "EXECUTE FUNCTION put(); GRANT SELECT ON w TO pg_monitor; CREATE VIEW g AS SELECT id, tenant FROM d GROUP BY "
        "id; CREATE MATERIALIZED VIEW m AS SELECT id FROM v;";
    auto const text = script_of_change(
        "CREATE TABLE d (id integer PRIMARY KEY, tenant text); CREATE TABLE x (i integer);" + views,
        "DROP MATERIALIZED VIEW m; DROP VIEW g, w, v; DROP FUNCTION put; ALTER TABLE d ALTER id TYPE bigint; "
        "CREATE UNIQUE INDEX ON x (i);" +
            views);
    check_order(text, {"ALTER COLUMN id TYPE bigint", "CREATE VIEW public.v", "CREATE VIEW public.w",
                       "CREATE TRIGGER put", "GRANT SELECT ON TABLE public.w", "CREATE UNIQUE INDEX"});
}

TEST_CASE("a function that is made anew is open to nobody, whatever the default privileges are", "[diff]") {
    std::string const rest = " SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION f FROM PUBLIC, "
                             "pg_monitor;";
    auto const text =
        script_of_change("ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO pg_monitor; CREATE FUNCTION f() "
                         "RETURNS integer" +
                             rest,
                         "DROP FUNCTION f; CREATE FUNCTION f() RETURNS void" + rest);
    check_order(text, {"BEGIN;", "FUNCTION public.f()", "aclexplode", "COMMIT;"});
}

TEST_CASE("views that are made anew are open to nobody in between, whatever the default privileges are", "[diff]") {
    auto const text = script_of_change(
        "CREATE TABLE t (a integer, b integer); ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor; CREATE "
        "VIEW v AS SELECT a, b FROM t; CREATE MATERIALIZED VIEW m AS SELECT a FROM v; REVOKE SELECT ON v, m FROM "
        "pg_monitor",
        "DROP MATERIALIZED VIEW m; DROP VIEW v; CREATE VIEW v AS SELECT b FROM t; CREATE MATERIALIZED VIEW m AS SELECT "
        "b FROM v; REVOKE SELECT ON v, m FROM pg_monitor");
    check_order(text, {"BEGIN;", "CREATE VIEW public.v", "aclexplode", "COMMIT;", "BEGIN;",
                       "CREATE MATERIALIZED VIEW public.m", "aclexplode", "COMMIT;"});
}

TEST_CASE("a trigger leaves a column before its table becomes a partition without it", "[diff]") {
    std::string const rest =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'; CREATE TABLE p (k integer, x "
        "integer) PARTITION BY LIST (k); ";
    script_of(rest + "CREATE TABLE t (k integer, x integer, y integer); CREATE TRIGGER u BEFORE UPDATE OF y ON t FOR "
                     "EACH ROW EXECUTE FUNCTION f()",
              rest + "CREATE TABLE t PARTITION OF p FOR VALUES IN (1); CREATE TRIGGER u BEFORE UPDATE OF x ON t FOR "
                     "EACH ROW EXECUTE FUNCTION f()");
}

TEST_CASE("a check of a domain holds until the new one of its name does", "[diff]") {
    auto const text =
        script_of_change("CREATE DOMAIN pos AS integer CHECK (value > 0); CREATE TABLE t (a pos)",
                         "ALTER DOMAIN pos DROP CONSTRAINT pos_check; ALTER DOMAIN pos ADD CONSTRAINT pos_check "
                         "CHECK (value >= 0)");
    check_order(text, {"ADD CONSTRAINT scribe_new_check CHECK ((VALUE >= 0)) NOT VALID", "VALIDATE CONSTRAINT",
                       "DROP CONSTRAINT pos_check", "RENAME CONSTRAINT scribe_new_check TO pos_check"});
    script_of_change(
        "CREATE DOMAIN pos AS integer CHECK (value > 0); CREATE TABLE t (a pos[])",
        "ALTER DOMAIN pos DROP CONSTRAINT pos_check; ALTER DOMAIN pos ADD CONSTRAINT pos_check CHECK (value > 1) "
        "NOT VALID");
}

TEST_CASE("columns of parents get other names where children leave them", "[diff]") {
    std::string const partitions =
        "CREATE TABLE p (i integer, t text) PARTITION BY RANGE (i); CREATE TABLE p1 PARTITION "
        "OF p FOR VALUES FROM (0) TO (10)";
    std::string const children = "CREATE TABLE par (i integer, t text); CREATE TABLE chi (x integer) INHERITS (par)";
    script_of_change(partitions, "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p RENAME t TO txt");
    script_of_change(partitions, "ALTER TABLE p RENAME t TO txt; ALTER TABLE p DETACH PARTITION p1");
    script_of_change(children, "ALTER TABLE chi NO INHERIT par; ALTER TABLE par RENAME t TO txt");
    script_of_change(children, "ALTER TABLE par RENAME t TO txt; ALTER TABLE chi NO INHERIT par");
}

TEST_CASE("partitions that foreign keys refer to are dropped and detached", "[diff]") {
    std::string const setup =
        "CREATE TABLE p (id integer, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (d); CREATE TABLE p1 PARTITION OF "
        "p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01'); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM "
        "('2021-01-01') TO ('2022-01-01'); CREATE TABLE c (pid integer, pd date, CONSTRAINT c_fkey FOREIGN KEY (pid, "
        "pd) REFERENCES p); INSERT INTO p VALUES (1, '2021-05-05'); INSERT INTO c VALUES (1, '2021-05-05')";
    script_of_change(setup, "ALTER TABLE p DETACH PARTITION p1; DROP TABLE p1");
    script_of_change(setup, "ALTER TABLE c DROP CONSTRAINT c_fkey; ALTER TABLE p DETACH PARTITION p2");
    script_of_change(setup, "DROP TABLE c; ALTER TABLE p DETACH PARTITION p2");
}

TEST_CASE("what reads a child's column waits for its parent's statement", "[diff]") {
    script_of_change(
        "CREATE TABLE p (d date, v text) PARTITION BY RANGE (d); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM "
        "('2021-01-01') TO ('2022-01-01'); ALTER TABLE p2 ENABLE ROW LEVEL SECURITY; CREATE POLICY pp2 ON p2 "
        "USING (v <> 'y')",
        "DROP POLICY pp2 ON p2; ALTER TABLE p DROP v; ALTER TABLE p ADD val varchar(9); CREATE POLICY pp2 ON p2 "
        "USING (val <> 'y')");
    if (Database{}.version() < 140000) return; // no parsed bodies
    script_of_change(
        "CREATE TABLE p (id integer) PARTITION BY RANGE (id); CREATE TABLE c PARTITION OF p FOR VALUES FROM (0) TO "
        "(9)",
        "ALTER TABLE p ADD w text; CREATE FUNCTION fa() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT max(w) FROM "
        "c; END");
    std::string const function =
        "CREATE FUNCTION fa() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT max(v) FROM c; END;";
    script_of_change("CREATE TABLE p (id integer, v text); CREATE TABLE c () INHERITS (p);" + function,
                     "DROP FUNCTION fa; ALTER TABLE p ALTER v TYPE varchar(30);" + function);
}

TEST_CASE("a column that is renamed and gets NOT NULL keeps its values", "[diff]") {
    Database before{
        "CREATE TABLE t (id integer, v text); INSERT INTO t VALUES (1, 'x'); CREATE TABLE par (i integer, t "
        "text); CREATE TABLE chi (x integer) INHERITS (par); INSERT INTO chi VALUES (1, 'a', 2)"};
    Database after{"CREATE TABLE t (id integer, val text NOT NULL); CREATE TABLE par (i integer, txt text NOT NULL); "
                   "CREATE TABLE chi (x integer) INHERITS (par)"};
    check_script(before, after);
    Session session{before.url()};
    CHECK(session.value("SELECT val FROM t") == "x");
    CHECK(session.value("SELECT txt FROM par") == "a");
    // Other words of people speak of another column. What is not taken for renamed goes when nothing can fail any more.
    CHECK_THAT(script_of_change("CREATE TABLE t (id integer, phone text); COMMENT ON COLUMN t.phone IS 'a number'",
                                "ALTER TABLE t DROP phone, ADD land text; COMMENT ON COLUMN t.land IS 'a country'"),
               Contains("ADD COLUMN land") && !Contains("RENAME"));
    auto const apart =
        script_of_change("CREATE TABLE t (id integer, v integer)", "ALTER TABLE t DROP v, ADD val text NOT NULL");
    check_order(apart, {"ADD COLUMN val", "VALIDATE CONSTRAINT", "DROP COLUMN v"});
}

TEST_CASE("a generated column gets another name while the column that it is made of gets another type", "[diff]") {
    script_of_change(
        "CREATE TABLE t (id integer, n numeric(8,2), g numeric GENERATED ALWAYS AS (n * 2) STORED)",
        "ALTER TABLE t DROP g; ALTER TABLE t ALTER n TYPE numeric(12,4); ALTER TABLE t ADD gg numeric GENERATED "
        "ALWAYS AS (n * 2) STORED");
}

TEST_CASE("the order of the columns of extended statistics is none", "[diff]") {
    Database before{"CREATE TABLE t (a integer, b integer); CREATE STATISTICS st ON a, b FROM t"};
    Database after{"CREATE TABLE t (b integer, a integer); CREATE STATISTICS st ON a, b FROM t"};
    for (auto const &change : compare(before, after).changes) CHECK(change.object().kind != model::Kind::statistics);
}

TEST_CASE("columns of parents go when nothing else can fail any more", "[diff]") {
    std::string const family = "CREATE TABLE par (i integer, t text); CREATE TABLE chi (x integer) INHERITS (par);"
                               "CREATE TABLE low (y integer) INHERITS (chi)";
    check_order(script_of_change(family, "ALTER TABLE par DROP t, ADD txt integer NOT NULL"),
                {"ADD COLUMN txt", "DROP COLUMN t;"});
    // Not where a child has another of the name then.
    check_order(script_of_change(family, "ALTER TABLE par DROP t; ALTER TABLE low ADD t integer"),
                {"ONLY public.par DROP COLUMN t;", "ONLY public.chi DROP COLUMN t;", "ALTER COLUMN t TYPE integer"});
    check_order(script_of_change(family, "ALTER TABLE chi NO INHERIT par; ALTER TABLE par DROP t"), {"DROP COLUMN t;"});
}

TEST_CASE("the policy that closes a table has a name of its own", "[diff]") {
    auto const restricted = [](std::string const &others) {
        return "CREATE FUNCTION ok(t text) RETURNS boolean LANGUAGE sql AS 'SELECT true'; CREATE TABLE d (id integer, "
               "tenant text); ALTER TABLE d ENABLE ROW LEVEL SECURITY; CREATE POLICY lim ON d AS RESTRICTIVE USING "
               "(ok(tenant));" +
               others;
    };
    std::string const change =
        "DROP POLICY lim ON d; DROP FUNCTION ok; CREATE FUNCTION ok(tt text) RETURNS boolean LANGUAGE sql AS 'SELECT "
        "true'; CREATE POLICY lim ON d AS RESTRICTIVE USING (ok(tenant));";
    CHECK_THAT(script_of_change(restricted("CREATE POLICY scribe_closed ON d FOR DELETE USING (true)"), change),
               Contains("CREATE POLICY scribe_closed_2 ON"));
    CHECK_THAT(script_of_change(restricted("CREATE POLICY scribe_closed ON d FOR DELETE USING (true)"),
                                change + "DROP POLICY scribe_closed ON d"),
               Contains("CREATE POLICY scribe_closed_2 ON"));
    // One that a script left is enough, whether it goes or stays.
    for (auto const *const then : {"", "DROP POLICY scribe_closed ON d"})
        CHECK_THAT(script_of_change(restricted("CREATE POLICY scribe_closed ON d AS RESTRICTIVE USING (false)"),
                                    change + then),
                   !Contains("CREATE POLICY scribe_closed"));
}

TEST_CASE("what runs with its owner's rights has that owner at once", "[diff]") {
    auto const text =
        script_of("CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                  "CREATE FUNCTION f() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; CREATE FUNCTION g() "
                  "RETURNS integer LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f() OWNER TO pg_monitor");
    check_order(text, {"BEGIN;", "FUNCTION public.f()", "ALTER FUNCTION public.f() OWNER TO pg_monitor;", "COMMIT;",
                       "FUNCTION public.g()"});
}

TEST_CASE("rules and triggers of views that get another name go with them", "[diff]") {
    std::string const view =
        "CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER vi INSTEAD OF INSERT ON v FOR "
        "EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); CREATE RULE r AS ON DELETE TO v DO INSTEAD "
        "NOTHING";
    script_of_change(view, "DROP TRIGGER vi ON v; ALTER VIEW v RENAME TO vx");
    script_of_change(view, "DROP RULE r ON v; ALTER VIEW v RENAME TO vx");
    script_of_change(view, "ALTER TRIGGER vi ON v RENAME TO vj; ALTER VIEW v RENAME TO vx");
}

TEST_CASE("a view whose rule reads another goes before that", "[diff]") {
    std::string const views =
        "CREATE VIEW v1 AS SELECT a FROM t; CREATE VIEW g AS SELECT a, d FROM t; CREATE RULE r AS "
        "ON INSERT TO v1 DO INSTEAD SELECT * FROM g;";
    script_of_change("CREATE TABLE t (a integer PRIMARY KEY, d integer);" + views,
                     "DROP RULE r ON v1; DROP VIEW v1, g; ALTER TABLE t ALTER a TYPE bigint;" + views);
}

TEST_CASE("a function that groups by a key comes after it", "[diff]") {
    if (Database{}.version() < 140000) return; // no parsed bodies
    script_of_change("CREATE TABLE t (id integer, v text)",
                     "ALTER TABLE t ADD PRIMARY KEY (id); CREATE FUNCTION put() RETURNS SETOF text LANGUAGE sql BEGIN "
                     "ATOMIC SELECT v FROM t GROUP BY id; END; GRANT EXECUTE ON FUNCTION put() TO pg_monitor; CREATE "
                     "VIEW w AS SELECT put() AS x");
}
