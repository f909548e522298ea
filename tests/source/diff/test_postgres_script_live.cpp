// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// What the script may not do to a server in use: take away what protects rows or what people read.
namespace {

/// Runs a statement that has to fail so, and notes that it did.
std::string refused_with(std::string const &condition, std::string const &sql) {
    return "CREATE TABLE IF NOT EXISTS public.refused (one integer); DO " +
           base::quote_literal("BEGIN EXECUTE " + base::quote_literal(sql) + "; EXCEPTION WHEN " + condition +
                               " THEN INSERT INTO public.refused VALUES (1); END");
}

constexpr char const *k_tenants =
    "CREATE TABLE doc (id integer PRIMARY KEY, tenant integer, n integer, body text, who text);"
    "CREATE TABLE other (a integer, b text); INSERT INTO doc SELECT i, i, i, i FROM generate_series(1, 9) i;"
    "ALTER TABLE doc ENABLE ROW LEVEL SECURITY; CREATE POLICY base ON doc USING (true);"
    "CREATE POLICY own ON doc AS RESTRICTIVE USING (tenant > 0);"
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
    "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
    "CREATE TRIGGER audit AFTER INSERT ON doc FOR EACH ROW EXECUTE FUNCTION f();"
    "CREATE RULE keep AS ON DELETE TO doc WHERE OLD.id = 1 DO INSTEAD NOTHING;"
    "COMMENT ON TRIGGER audit ON doc IS 'kept'; COMMENT ON POLICY own ON doc IS 'kept';"
    "CREATE VIEW bodies AS SELECT id, body FROM doc; CREATE VIEW ids AS SELECT id FROM bodies;";

} // namespace

TEST_CASE("the script of diff changes policies, triggers, rules and views without dropping them", "[diff]") {
    auto const text = script_of_change(
        k_tenants,
        "ALTER POLICY own ON doc TO pg_monitor USING (tenant > 5) WITH CHECK (tenant > 6); CREATE INDEX i ON other (a);"
        "CREATE OR REPLACE RULE keep AS ON DELETE TO doc WHERE OLD.id = 2 DO INSTEAD NOTHING;"
        "CREATE OR REPLACE VIEW bodies AS SELECT id, upper(body) AS body, tenant FROM doc WHERE id > 2;"
        "COMMENT ON COLUMN bodies.tenant IS 'new'; ALTER VIEW bodies ALTER tenant SET DEFAULT 3");
    CHECK_THAT(text, Contains("ALTER POLICY own ON public.doc TO pg_monitor USING ((tenant > 5)) WITH CHECK"));
    CHECK_THAT(text, Contains("CREATE OR REPLACE RULE keep") && Contains("CREATE OR REPLACE VIEW public.bodies"));
    CHECK_THAT(text, !Contains("DROP"));
    check_order(text, {"ALTER POLICY", "CREATE OR REPLACE VIEW", "CREATE INDEX CONCURRENTLY"});
}

TEST_CASE("the script of diff replaces a trigger in one step", "[diff]") {
    auto const change = [](std::string const &definition) {
        return "CREATE INDEX i ON other (a); DROP TRIGGER audit ON doc; " + definition +
               "; COMMENT ON TRIGGER audit ON doc IS 'kept'";
    };
    auto const plain =
        script_of_change(k_tenants, change("CREATE TRIGGER audit BEFORE UPDATE ON doc FOR EACH ROW EXECUTE "
                                           "FUNCTION g(); DROP FUNCTION f()"));
    if (Database{}.version() >= 140000) {
        CHECK_THAT(plain, Contains("CREATE OR REPLACE TRIGGER audit") && !Contains("DROP TRIGGER"));
        // The function that it used goes when nothing needs it any more.
        check_order(plain, {"CREATE OR REPLACE TRIGGER", "DROP ROUTINE public.f()"});
    }
    auto const constraint =
        script_of_change(k_tenants, change("CREATE CONSTRAINT TRIGGER audit AFTER INSERT ON doc DEFERRABLE "
                                           "FOR EACH ROW EXECUTE FUNCTION f()"));
    check_order(constraint, {"BEGIN;", "DROP TRIGGER audit ON public.doc;", "CREATE CONSTRAINT TRIGGER audit",
                             "COMMENT ON TRIGGER audit", "COMMIT;", "CREATE INDEX CONCURRENTLY"});
    auto const disabled =
        script_of_change(k_tenants, change("CREATE TRIGGER audit BEFORE UPDATE ON doc FOR EACH ROW EXECUTE "
                                           "FUNCTION f(); ALTER TABLE doc DISABLE TRIGGER audit"));
    check_order(disabled, {"BEGIN;", "TRIGGER audit", "DISABLE TRIGGER audit;", "COMMIT;"});
}

TEST_CASE("the script of diff drops and makes what guards a table side by side", "[diff]") {
    auto const command = script_of_change(
        k_tenants, "CREATE INDEX i ON other (a); DROP POLICY own ON doc; CREATE POLICY own ON doc AS "
                   "RESTRICTIVE FOR UPDATE USING (tenant > 0); COMMENT ON POLICY own ON doc IS 'kept'");
    std::vector<std::string> const together{"BEGIN;", "DROP POLICY own ON public.doc;", "CREATE POLICY ", "COMMIT;",
                                            "CREATE INDEX CONCURRENTLY"};
    check_order(command, together);
    auto const renamed =
        script_of_change(k_tenants, "CREATE INDEX i ON other (a); DROP POLICY own ON doc; CREATE POLICY mine "
                                    "ON doc AS RESTRICTIVE USING (tenant > 0)");
    check_order(renamed, together);
}

TEST_CASE("the script of diff drops early only what stands in the way", "[diff]") {
    auto const setup = std::string{k_tenants} +
                       "CREATE POLICY elsewhere ON other USING (EXISTS (SELECT FROM doc WHERE doc.n = other.a));"
                       "CREATE POLICY few ON doc USING (n > 3)";
    auto const text =
        script_of_change(setup, "DROP POLICY few ON doc; DROP POLICY elsewhere ON other; ALTER TABLE doc ALTER n "
                                "TYPE bigint; CREATE POLICY few ON doc USING (n > 3); CREATE POLICY elsewhere "
                                "ON other USING (EXISTS (SELECT FROM doc WHERE doc.n = other.a))");
    CHECK_THAT(text, !Contains("POLICY own") && !Contains("TRIGGER") && !Contains("RULE") && !Contains("VIEW"));
    // In one transaction: rows are never open to those from whom a policy keeps them.
    for (std::string const policy : {"few", "elsewhere"}) {
        check_order(text, {"BEGIN;", "DROP POLICY " + policy, "ALTER COLUMN n TYPE bigint", "CREATE POLICY " + policy,
                           "COMMIT;"});
    }
    CHECK(text.find("COMMIT;") > text.find("CREATE POLICY"));

    auto const column =
        script_of_change(setup, "ALTER POLICY few ON doc USING (id > 3); DROP POLICY elsewhere ON other; "
                                "CREATE OR REPLACE VIEW bodies AS SELECT id, 'x'::text AS body FROM doc; "
                                "ALTER TABLE doc DROP n, DROP body");
    check_order(column, {"ALTER POLICY few", "DROP COLUMN n"});
    check_order(column, {"DROP POLICY elsewhere", "DROP COLUMN n"});
    check_order(column, {"DROP VIEW public.bodies", "CREATE VIEW public.bodies", "DROP COLUMN body"});
    CHECK_THAT(column, !Contains("DROP POLICY few"));
    auto const both_go = script_of_change(k_tenants, "DROP POLICY own ON doc; ALTER TABLE doc DROP tenant");
    check_order(both_go, {"DROP POLICY own", "DROP COLUMN tenant"});
    auto const other_column =
        script_of_change(k_tenants, "ALTER POLICY own ON doc USING (who <> ''); ALTER TABLE doc DROP tenant");
    CHECK_THAT(other_column, Contains("DROP COLUMN tenant"));
}

TEST_CASE("the script of diff changes a type and what guards its values in one transaction", "[diff]") {
    auto const setup =
        std::string{k_tenants} +
        "CREATE TRIGGER seen BEFORE UPDATE OF tenant ON doc FOR EACH ROW WHEN (NEW.n > 1) EXECUTE FUNCTION "
        "f(); ALTER TABLE doc ENABLE ALWAYS TRIGGER seen; COMMENT ON TRIGGER seen ON doc IS 'kept';"
        "CREATE RULE low AS ON UPDATE TO doc WHERE NEW.n < 0 DO INSTEAD NOTHING";
    auto const text =
        script_of_change(setup, "DROP POLICY own ON doc; DROP TRIGGER seen ON doc; DROP RULE low ON doc;"
                                "ALTER TABLE doc ALTER tenant TYPE bigint, ALTER n TYPE numeric, ALTER n SET "
                                "DEFAULT 4;"
                                "CREATE POLICY own ON doc AS RESTRICTIVE USING (tenant > 0); COMMENT ON POLICY "
                                "own ON doc IS 'kept';"
                                "CREATE TRIGGER seen BEFORE UPDATE OF tenant ON doc FOR EACH ROW WHEN (NEW.n > "
                                "1) EXECUTE FUNCTION f(); ALTER TABLE doc ENABLE ALWAYS TRIGGER seen;"
                                "COMMENT ON TRIGGER seen ON doc IS 'kept';"
                                "CREATE RULE low AS ON UPDATE TO doc WHERE NEW.n < 0 DO INSTEAD NOTHING");
    auto const begin = text.find("BEGIN;"), end = text.find("COMMIT;");
    REQUIRE(end != std::string::npos);
    auto const together = text.substr(begin, end - begin);
    for (std::string const part : {"POLICY own", "TRIGGER seen", "RULE low"})
        check_order(together, {"DROP " + part, "COLUMN tenant TYPE bigint", "CREATE "});
    CHECK_THAT(together, Contains("COLUMN n TYPE numeric") && Contains("ENABLE ALWAYS TRIGGER seen"));
    // Tables whose names begin with one another's.
    auto const alike = script_of_change(
        "CREATE TABLE doc (n integer); CREATE TABLE doc_version (n integer); CREATE RULE a AS ON UPDATE "
        "TO doc WHERE NEW.n < 0 DO INSTEAD NOTHING; CREATE RULE b AS ON UPDATE TO doc_version WHERE "
        "NEW.n < 0 DO INSTEAD NOTHING",
        "DROP RULE a ON doc; DROP RULE b ON doc_version; ALTER TABLE doc ALTER n TYPE bigint; ALTER "
        "TABLE doc_version ALTER n TYPE bigint; CREATE RULE a AS ON UPDATE TO doc WHERE NEW.n < 0 DO "
        "INSTEAD NOTHING; CREATE RULE b AS ON UPDATE TO doc_version WHERE NEW.n < 0 DO INSTEAD NOTHING");
    check_order(alike, {"BEGIN;", "DROP RULE", "TYPE bigint", "CREATE RULE", "COMMIT;", "BEGIN;", "DROP RULE",
                        "TYPE bigint", "CREATE RULE", "COMMIT;"});
    auto const rest = text.substr(0, begin) + text.substr(end);
    CHECK_THAT(rest, !Contains("POLICY own ON public.doc;") && !Contains("CREATE TRIGGER") && !Contains("RULE low"));
    // Under another name, and in parts: what is new takes the place of what goes.
    auto const renamed = script_of_change(
        k_tenants, "DROP POLICY own ON doc; ALTER TABLE doc ALTER tenant TYPE bigint, ADD COLUMN extra text; CREATE "
                   "POLICY mine ON doc AS RESTRICTIVE USING (tenant > 0); CREATE POLICY also ON doc AS RESTRICTIVE "
                   "USING (extra IS NULL); CREATE TRIGGER last AFTER INSERT ON doc EXECUTE FUNCTION f()");
    check_order(renamed, {"BEGIN;", "DROP POLICY own", "TYPE bigint", "CREATE POLICY mine", "COMMIT;"});
    check_order(renamed, {"ADD COLUMN extra", "BEGIN;", "CREATE POLICY also", "COMMIT;", "CREATE TRIGGER last"});
    auto const gone = script_of_change(k_tenants, "DROP POLICY own ON doc; ALTER TABLE doc ALTER tenant TYPE bigint");
    check_order(gone, {"DROP POLICY own", "TYPE bigint"});
    CHECK_THAT(gone, !Contains("BEGIN;"));
}

TEST_CASE("the script of diff has a primary key all the while", "[diff]") {
    std::string const setup =
        "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, c integer, CONSTRAINT t_pkey PRIMARY KEY (b));"
        "INSERT INTO t VALUES (1, 2, 3)";
    for (std::string const change : {"ADD CONSTRAINT other PRIMARY KEY (a)", "ADD CONSTRAINT t_pkey PRIMARY KEY (a)",
                                     "ADD CONSTRAINT other PRIMARY KEY (a), ALTER b DROP NOT NULL",
                                     "ADD CONSTRAINT t_pkey PRIMARY KEY (a, c), DROP b"}) {
        auto const text = script_of_change(setup, "ALTER TABLE t DROP CONSTRAINT t_pkey, " + change);
        check_order(text, {"CREATE UNIQUE INDEX CONCURRENTLY", "DROP CONSTRAINT t_pkey, ADD CONSTRAINT"});
        CHECK(text.find("DROP CONSTRAINT t_pkey") == text.rfind("DROP CONSTRAINT t_pkey"));
    }
    // The key's name is still that of another constraint.
    auto const taken =
        script_of_change("CREATE TABLE t (a integer NOT NULL, b integer CONSTRAINT t_pkey PRIMARY KEY, CONSTRAINT "
                         "other UNIQUE (a))",
                         "ALTER TABLE t DROP CONSTRAINT t_pkey, DROP CONSTRAINT other, ADD CONSTRAINT other "
                         "PRIMARY KEY (a)");
    CHECK_THAT(taken, Contains("ADD CONSTRAINT other PRIMARY KEY"));
}

TEST_CASE("the script of diff has new sequences go on behind the values that are there", "[diff]") {
    Database before{
        "CREATE TABLE t (a integer PRIMARY KEY, b integer, c integer); INSERT INTO t VALUES (1, 1, -7), (40, "
        "2, -9)"};
    Database after{"CREATE SEQUENCE up; CREATE SEQUENCE high START 100; CREATE SEQUENCE down INCREMENT -1;"
                   "CREATE TABLE t (a integer PRIMARY KEY DEFAULT nextval('up'), b integer DEFAULT nextval('high'), c "
                   "integer DEFAULT nextval('down')); ALTER SEQUENCE up OWNED BY t.a"};
    check_script(before, after);
    Session session{before.url()};
    session.run("INSERT INTO t DEFAULT VALUES");
    CHECK(session.value("SELECT a || ' ' || b || ' ' || c FROM t ORDER BY a DESC LIMIT 1") == "41 100 -10");

    // Partitions and other columns take their values from it, too; one is too small for what is there.
    std::string const partitions =
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR "
        "VALUES FROM (10) TO (20); CREATE TABLE u (x integer, y integer);";
    Database old_parts{"CREATE TABLE p (a bigint, k integer) PARTITION BY RANGE (k);" + partitions +
                       "INSERT INTO p VALUES (900, 1), (5, 12); INSERT INTO u VALUES (100, 500)"};
    Database new_parts{
        "CREATE SEQUENCE s; CREATE SEQUENCE few MAXVALUE 50; CREATE TABLE p (a bigint DEFAULT nextval('s'), k "
        "integer) PARTITION BY RANGE (k);" +
        partitions + "ALTER TABLE u ALTER x SET DEFAULT nextval('s'), ALTER y SET DEFAULT nextval('few')"};
    check_script(old_parts, new_parts);
    Session others{old_parts.url()};
    CHECK(others.value("SELECT nextval('s') || ' ' || nextval('few')") == "901 1");
}

TEST_CASE("the script of diff opens a function that it makes anew to nobody", "[diff]") {
    std::string const rest = " SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION f FROM PUBLIC";
    Database before{"CREATE FUNCTION f(i integer) RETURNS integer" + rest};
    Database after{"CREATE FUNCTION f(i integer) RETURNS void" + rest};
    auto const text = script_text(compare(before, after));
    check_order(text, {"DROP ROUTINE", "BEGIN;", "FUNCTION public.f",
                       "REVOKE ALL ON ROUTINE public.f(integer) FROM "
                       "PUBLIC;",
                       "COMMIT;"});
    CHECK_THAT(text, !Contains("''EXECUTE''")); // nor gives it back on the way
    check_script(before, after);
    // Those who may call it may do so before what takes long.
    auto const given =
        script_of_change("CREATE TABLE t (i integer); CREATE FUNCTION f(i integer) RETURNS integer" + rest +
                             "; GRANT EXECUTE ON FUNCTION f TO pg_monitor",
                         "DROP FUNCTION f(integer); CREATE FUNCTION f(i integer) RETURNS void" + rest +
                             "; GRANT EXECUTE ON FUNCTION f TO pg_monitor; ALTER TABLE t ADD UNIQUE (i), ADD j "
                             "integer; CREATE FUNCTION rows() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM "
                             "t'; GRANT EXECUTE ON FUNCTION rows TO pg_monitor");
    check_order(given, {"FUNCTION public.f", "EXECUTE ON FUNCTION public.f(integer) TO pg_monitor", "ADD COLUMN j",
                        "CREATE UNIQUE INDEX CONCURRENTLY"});
}

TEST_CASE("the script of diff renames labels of an enum", "[diff]") {
    Database before{
        "CREATE TYPE rating AS ENUM ('G', 'NC-17', 'X'); CREATE TABLE film (r rating DEFAULT 'NC-17', CHECK (r "
        "<> 'X')); INSERT INTO film VALUES ('NC-17')"};
    Database after{
        "CREATE TYPE rating AS ENUM ('G', 'NC17', 'XX'); CREATE TABLE film (r rating DEFAULT 'NC17', CHECK (r "
        "<> 'XX'))"};
    check_script(before, after);
    Session session{before.url()};
    CHECK(session.value("SELECT r FROM film") == "NC17");
}

TEST_CASE("the script of diff has views back before it builds indexes", "[diff]") {
    auto const text =
        script_of_change(k_tenants, "DROP VIEW ids, bodies; CREATE VIEW bodies AS SELECT body, id FROM doc; "
                                    "CREATE VIEW ids AS SELECT id FROM bodies; CREATE INDEX i ON other (a); "
                                    "DROP INDEX IF EXISTS j; ALTER TABLE other ADD FOREIGN KEY (a) REFERENCES "
                                    "doc");
    check_order(text, {"DROP VIEW public.ids", "DROP VIEW public.bodies", "CREATE VIEW public.bodies",
                       "CREATE VIEW public.ids", "CREATE INDEX CONCURRENTLY", "VALIDATE CONSTRAINT"});
}

TEST_CASE("the script of diff gives rights back before it builds indexes, and not before rows are protected",
          "[diff]") {
    auto const text = script_of_change(
        std::string{k_tenants} + "GRANT SELECT ON bodies TO pg_monitor",
        "DROP VIEW ids, bodies; CREATE VIEW bodies AS SELECT body, id FROM doc; ALTER VIEW bodies SET "
        "(security_barrier); GRANT SELECT ON bodies TO pg_monitor; CREATE VIEW ids AS SELECT id FROM bodies; "
        "CREATE INDEX i ON other (a); ALTER TABLE other ADD FOREIGN KEY (a) REFERENCES doc; ALTER TABLE other ENABLE "
        "ROW LEVEL SECURITY; GRANT SELECT ON other TO pg_monitor");
    check_order(text, {"ENABLE ROW LEVEL SECURITY", "CREATE VIEW public.bodies", "GRANT SELECT ON TABLE public.bodies",
                       "CREATE INDEX CONCURRENTLY", "VALIDATE CONSTRAINT"});
    check_order(text, {"ENABLE ROW LEVEL SECURITY", "GRANT SELECT ON TABLE public.other"});
    auto const reads =
        script_of_change(k_tenants, "ALTER VIEW bodies SET (security_barrier); GRANT SELECT ON bodies TO "
                                    "pg_monitor");
    check_order(reads, {"security_barrier", "GRANT SELECT"});
}

TEST_CASE("the script of diff leaves rows visible and columns with their defaults all the while", "[diff]") {
    auto const bounds = script_of_change(
        "CREATE TABLE p (id integer, at date) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM "
        "('2020-01-01') TO ('2022-01-01'); CREATE TABLE p0 PARTITION OF p FOR VALUES FROM ('2019-01-01') TO "
        "('2020-01-01')",
        "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p DETACH PARTITION p0; ALTER TABLE p ATTACH PARTITION p1 FOR "
        "VALUES FROM ('2020-06-01') TO ('2021-01-01'); ALTER TABLE p ATTACH PARTITION p0 FOR VALUES FROM "
        "('2019-01-01') TO ('2020-06-01'); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM ('2021-01-01') TO "
        "('2022-01-01')");
    check_order(bounds,
                {"BEGIN;", "DETACH PARTITION public.p0", "DETACH PARTITION public.p1", "ATTACH PARTITION public.p0",
                 "ATTACH PARTITION public.p1", "COMMIT;", "ATTACH PARTITION public.p2"});

    auto const wider =
        script_of_change("CREATE TABLE t (id serial PRIMARY KEY, n varchar(5) DEFAULT 'x', m numeric(6, 2) "
                         "DEFAULT 1)",
                         "ALTER TABLE t ALTER id TYPE bigint, ALTER n TYPE text, ALTER m TYPE numeric(8, 2); "
                         "ALTER SEQUENCE t_id_seq AS bigint");
    CHECK_THAT(wider, !Contains("DEFAULT"));
    auto const other =
        script_of_change("CREATE TABLE t (id integer, n text DEFAULT '7')",
                         "ALTER TABLE t ALTER n DROP DEFAULT, ALTER n TYPE integer USING 1, ALTER n SET DEFAULT 8");
    CHECK_THAT(other, Contains("ALTER TABLE public.t ALTER COLUMN n DROP DEFAULT, ALTER COLUMN n TYPE integer USING "
                               "n::integer, ALTER COLUMN n SET DEFAULT 8"));
}

TEST_CASE("the script of diff cuts no text", "[diff]") {
    Database before{"CREATE TABLE t (a varchar(50), b text); INSERT INTO t VALUES ('longer than five', 'short')"};
    Database after{"CREATE TABLE t (a varchar(5), b varchar(5))"};
    auto const difference = compare(before, after);
    for (auto const &statement : difference.script) {
        if (statement.sql.find("COLUMN a TYPE") != std::string::npos)
            before.run(refused_with("string_data_right_truncation", statement.sql));
    }
    CHECK(before.session().value("SELECT count(*) FROM refused") == "1");
    CHECK(before.session().value("SELECT a FROM t") == "longer than five");
}

TEST_CASE("the script of diff adds what rows have no value of at the end, and drops columns after it added others",
          "[diff]") {
    Database before{"CREATE TABLE t (id integer PRIMARY KEY, old text); INSERT INTO t VALUES (1, 'x')"};
    Database after{
        "CREATE TABLE s (id integer PRIMARY KEY); CREATE TABLE t (id integer PRIMARY KEY, part date NOT NULL, "
        "kind integer NOT NULL REFERENCES s); CREATE INDEX i ON t (kind); COMMENT ON TABLE s IS 'all is done'"};
    auto const first = compare(before, after);
    auto const text = script_text(first);
    INFO(text);
    check_order(text, {"ADD COLUMN part", "ADD COLUMN kind", "COMMENT ON TABLE", "fill the column",
                       "VALIDATE CONSTRAINT", "DROP COLUMN old"});
    for (auto const &statement : first.script) {
        if (statement.sql.empty()) continue;
        // psql ends there.
        if (statement.sql.find("VALIDATE CONSTRAINT") != std::string::npos &&
            statement.sql.find("not_null") != std::string::npos) {
            before.run(refused_with("check_violation OR not_null_violation", statement.sql));
            break;
        }
        before.run(statement.sql);
    }
    CHECK(before.session().value("SELECT count(*) FROM public.refused") == "1");
    before.run("DROP TABLE public.refused; INSERT INTO public.s VALUES (5); UPDATE public.t SET part = '2024-01-01', "
               "kind = 5");
    check_script(before, after);
}

TEST_CASE("the script of diff makes room for the new name of a table", "[diff]") {
    std::string const table = "CREATE TABLE ta (x integer, n text, d date);";
    std::string const renamed = "CREATE TABLE nm (x integer, n text, d date);";
    std::string const other = "CREATE TABLE tb (y date, z integer);";
    for (std::string const taken :
         {"CREATE VIEW nm AS SELECT 1 AS one; CREATE VIEW over AS SELECT one FROM nm;", "CREATE SEQUENCE nm;",
          "CREATE TYPE nm AS ENUM ('a');", "CREATE DOMAIN nm AS integer;", "CREATE INDEX nm ON tb (y);",
          "ALTER TABLE tb ADD CONSTRAINT nm UNIQUE (z);",
          "ALTER TABLE tb ADD s integer; CREATE SEQUENCE nm OWNED BY "
          "tb.s; ALTER TABLE tb ALTER s SET DEFAULT nextval('nm');"}) {
        INFO(taken);
        Database before{table + other + taken};
        before.run("INSERT INTO ta VALUES (1, 'kept', NULL)");
        Database after{renamed + other};
        check_script(before, after);
        CHECK(before.session().value("SELECT n FROM public.nm") == "kept");
    }
    // What has the name goes on under another.
    Database before{table + other + "CREATE INDEX nm ON tb (y)"};
    Database after{renamed + other + "CREATE INDEX another ON tb (y)"};
    check_script(before, after);
}

TEST_CASE("the script of diff renames keys, indexes and sequences", "[diff]") {
    auto const table = [](std::string const &name) {
        return "CREATE TABLE " + name + " (id integer PRIMARY KEY, b integer CHECK (b > 0), c text UNIQUE, d integer " +
               "REFERENCES doc, n bigint GENERATED ALWAYS AS IDENTITY, UNIQUE (b, c)); CREATE INDEX ON " + name +
               " (lower(c)); CREATE INDEX ON " + name + " (b) WHERE d > 0; CREATE TABLE " + name +
               "_child (p integer REFERENCES " + name + ");";
    };
    Database before{k_tenants + table("only_rename")};
    Database after{k_tenants + table("new_name")};
    auto const text = script_text(compare(before, after));
    CHECK_THAT(text, !Contains("DROP") && !Contains("CREATE") && !Contains("ADD "));
    check_script(before, after);

    auto const parts = script_of_change(
        std::string{k_tenants} + "CREATE TABLE t (a integer CONSTRAINT oldpk PRIMARY KEY, b integer "
                                 "CONSTRAINT u1 UNIQUE, d integer CONSTRAINT f1 REFERENCES doc, CONSTRAINT "
                                 "c1 CHECK (b > 0)); CREATE INDEX i1 ON t (b, d); CREATE TABLE k () "
                                 "INHERITS (t); CREATE TABLE s (i serial); COMMENT ON CONSTRAINT u1 ON t IS 'x'",
        "ALTER TABLE t RENAME CONSTRAINT oldpk TO newpk; ALTER TABLE t RENAME CONSTRAINT u1 TO u2; ALTER "
        "TABLE t RENAME CONSTRAINT f1 TO f2; ALTER TABLE t RENAME CONSTRAINT c1 TO c2; ALTER SEQUENCE s_i_seq RENAME "
        "TO sq; ALTER INDEX i1 RENAME "
        "TO \"I 2\"; COMMENT ON CONSTRAINT u2 ON t IS 'y'; COMMENT ON INDEX \"I 2\" IS 'z'");
    CHECK_THAT(parts, !Contains("DROP") && !Contains("CREATE") && !Contains("ADD "));
}

TEST_CASE("the script of diff builds a key anew whose columns or rights to the name changed", "[diff]") {
    // The index of another table has the name until it goes; a column's new type takes the foreign key along.
    script_of_change(k_tenants, "CREATE INDEX doc_n ON doc (n); CREATE INDEX i ON other (a)");
    script_of_change(std::string{k_tenants} + "CREATE INDEX i1 ON doc (n); CREATE INDEX i2 ON other (a)",
                     "DROP INDEX i2; ALTER INDEX i1 RENAME TO i2");
    script_of_change(
        "CREATE TABLE x (id integer PRIMARY KEY); CREATE TABLE y (id integer, CONSTRAINT k1 FOREIGN KEY (id) "
        "REFERENCES x)",
        "ALTER TABLE y DROP CONSTRAINT k1; ALTER TABLE x ALTER id TYPE text; ALTER TABLE y ALTER id TYPE text; "
        "ALTER TABLE y ADD CONSTRAINT k2 FOREIGN KEY (id) REFERENCES x");
}

TEST_CASE("the script of diff sets another default without dropping the old one first", "[diff][live_default]") {
    auto const text = script_of_change("CREATE TABLE t (a integer NOT NULL DEFAULT 1, b integer DEFAULT 2)",
                                       "ALTER TABLE t ALTER a SET DEFAULT 5, ALTER b DROP DEFAULT");
    CHECK_THAT(text, Contains("ALTER COLUMN a SET DEFAULT 5") && !Contains("ALTER COLUMN a DROP DEFAULT") &&
                         Contains("ALTER COLUMN b DROP DEFAULT"));
    // What goes with another column takes the default along.
    script_of_change("CREATE TABLE t (a serial, b integer NOT NULL DEFAULT nextval('t_a_seq'))",
                     "ALTER TABLE t ALTER b SET DEFAULT 7; ALTER TABLE t DROP a");
}

TEST_CASE("the script of diff has a table checked all the time", "[diff][live_checks]") {
    std::string const setup = "CREATE TABLE acc (id integer PRIMARY KEY, bal integer CHECK (bal >= 0), e integer, "
                              "CONSTRAINT x EXCLUDE USING btree (e WITH =)); CREATE TABLE kid () INHERITS (acc);"
                              "CREATE TABLE pay (acc_id integer CONSTRAINT f REFERENCES acc);";
    auto const text = script_of_change(
        setup, "ALTER TABLE acc DROP CONSTRAINT acc_bal_check, ADD CONSTRAINT acc_bal_check CHECK (bal >= -10);"
               "ALTER TABLE acc DROP CONSTRAINT x, ADD CONSTRAINT x EXCLUDE USING btree (e WITH =) WHERE (e > 1);"
               "ALTER TABLE pay DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (acc_id) REFERENCES acc ON DELETE "
               "CASCADE; COMMENT ON CONSTRAINT f ON pay IS 'x'");
    check_order(text, {"(bal >= '-10'::integer)) NOT VALID", "VALIDATE CONSTRAINT scribe_new_",
                       "DROP CONSTRAINT acc_bal_check", "TO acc_bal_check"});
    check_order(text, {"ON DELETE CASCADE NOT VALID", "VALIDATE CONSTRAINT scribe_new_", "DROP CONSTRAINT f", "TO f"});
    CHECK_THAT(text, Contains("DROP CONSTRAINT x, ADD CONSTRAINT x EXCLUDE"));
    // The old one stands in the way of what it is about.
    script_of_change(setup,
                     "ALTER TABLE pay DROP CONSTRAINT f; CREATE TABLE other (id integer PRIMARY KEY); ALTER TABLE pay "
                     "ADD CONSTRAINT f FOREIGN KEY (acc_id) REFERENCES other; DROP TABLE kid, acc");
    script_of_change(setup,
                     "ALTER TABLE pay DROP CONSTRAINT f; ALTER TABLE acc DROP CONSTRAINT acc_pkey; ALTER TABLE acc ADD "
                     "PRIMARY KEY (id) INCLUDE (e); ALTER TABLE pay ADD CONSTRAINT f FOREIGN KEY (acc_id) REFERENCES "
                     "acc ON DELETE CASCADE");
    script_of_change(
        "CREATE TABLE a (n integer CONSTRAINT c CHECK (n > 0)); CREATE TABLE k (CONSTRAINT c CHECK (n > 0)) "
        "INHERITS (a)",
        "ALTER TABLE a DROP CONSTRAINT c; ALTER TABLE k DROP CONSTRAINT c; ALTER TABLE k ADD CONSTRAINT c CHECK "
        "(n > 1); ALTER TABLE a ADD CONSTRAINT c CHECK (n > 1)");
}

TEST_CASE("the script of diff has foreign keys hold while their columns get another type", "[diff][live_keys]") {
    std::string const setup =
        "CREATE TABLE acc (id integer PRIMARY KEY, code varchar(9) UNIQUE); INSERT INTO acc VALUES "
        "(1, 'a'); CREATE TABLE pay (acc_id integer CONSTRAINT f REFERENCES acc ON DELETE CASCADE,"
        "code varchar(9) CONSTRAINT g REFERENCES acc (code)); INSERT INTO pay VALUES (1, 'a');";
    auto const text =
        script_of_change(setup, "ALTER TABLE pay ALTER acc_id TYPE bigint, ALTER code TYPE text; ALTER TABLE acc "
                                "ALTER id TYPE bigint, ALTER code TYPE text");
    CHECK_THAT(text, Contains("ALTER COLUMN id TYPE bigint") && !Contains("CONSTRAINT f") && !Contains("CONSTRAINT g"));
    script_of_change(setup, "ALTER TABLE acc ALTER id TYPE smallint");
    // No key leads from one to the other on the way.
    auto const other =
        script_of_change(setup, "ALTER TABLE pay DROP CONSTRAINT f; ALTER TABLE acc ALTER id TYPE text; ALTER "
                                "TABLE pay ALTER acc_id TYPE text; ALTER TABLE pay ADD CONSTRAINT f FOREIGN KEY "
                                "(acc_id) REFERENCES acc ON DELETE CASCADE");
    check_order(other, {"DROP CONSTRAINT f", "ALTER COLUMN id TYPE text", "ADD CONSTRAINT f"});
}

TEST_CASE("the script of diff replaces the foreign keys of partitions in one step", "[diff][live_keys]") {
    std::string const setup =
        "CREATE TABLE acc (id integer PRIMARY KEY); CREATE TABLE part (id integer, PRIMARY KEY (id)) "
        "PARTITION BY RANGE (id); CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (9);"
        "CREATE TABLE other (a integer); CREATE TABLE pay (k integer, acc_id integer, CONSTRAINT f "
        "FOREIGN KEY (acc_id) REFERENCES acc) PARTITION BY RANGE (k); CREATE TABLE pay_1 PARTITION "
        "OF pay FOR VALUES FROM (0) TO (9); CREATE TABLE uses (part_id integer, CONSTRAINT g "
        "FOREIGN KEY (part_id) REFERENCES part);";
    auto const text =
        script_of_change(setup, "CREATE INDEX i ON other (a); ALTER TABLE pay DROP CONSTRAINT f, ADD CONSTRAINT f "
                                "FOREIGN KEY (acc_id) REFERENCES acc ON DELETE CASCADE; ALTER TABLE uses DROP "
                                "CONSTRAINT g, ADD CONSTRAINT g FOREIGN KEY (part_id) REFERENCES part ON DELETE "
                                "SET NULL");
    CHECK_THAT(text, Contains("ALTER TABLE public.pay DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY") &&
                         Contains("ALTER TABLE public.uses DROP CONSTRAINT g, ADD CONSTRAINT g FOREIGN KEY"));
    // A key of one partition alone.
    script_of_change(
        setup + "ALTER TABLE pay_1 ADD CONSTRAINT own FOREIGN KEY (k) REFERENCES acc;",
        "ALTER TABLE pay_1 DROP CONSTRAINT own, ADD CONSTRAINT own FOREIGN KEY (k) REFERENCES acc ON UPDATE CASCADE");
}

TEST_CASE("the script of diff says that a new name is a guess", "[diff][guess]") {
    auto const text = script_of_change("CREATE TABLE t (a integer, b integer CONSTRAINT c CHECK (b > 0))",
                                       "ALTER TABLE t RENAME a TO x; ALTER TABLE t RENAME CONSTRAINT c TO d");
    check_order(text,
                {"-- a guess, by what it holds: --no-renames", "RENAME COLUMN a TO x", "RENAME CONSTRAINT c TO d"});
    auto const last = text.rfind("-- a guess");
    CHECK(last < text.find("RENAME COLUMN"));
}
