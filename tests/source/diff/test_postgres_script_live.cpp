// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// What the script may not do to a server in use: take away what protects rows or what people read.
namespace {

constexpr char const *k_tenants =
    "CREATE TABLE doc (id integer PRIMARY KEY, tenant integer, n integer, body text);"
    "CREATE TABLE other (a integer, b text); INSERT INTO doc SELECT i, i, i, i FROM generate_series(1, 9) i;"
    "ALTER TABLE doc ENABLE ROW LEVEL SECURITY; CREATE POLICY base ON doc USING (true);"
    "CREATE POLICY own ON doc AS RESTRICTIVE USING (tenant > 0);"
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
    "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
    "CREATE TRIGGER audit AFTER INSERT ON doc FOR EACH ROW EXECUTE FUNCTION f();"
    "CREATE RULE keep AS ON DELETE TO doc WHERE OLD.id = 1 DO INSTEAD NOTHING;"
    "COMMENT ON TRIGGER audit ON doc IS 'kept'; COMMENT ON POLICY own ON doc IS 'kept';"
    "CREATE VIEW bodies AS SELECT id, body FROM doc; CREATE VIEW ids AS SELECT id FROM bodies;";

std::string script_of(std::string const &setup, std::string const &change) {
    Database before{setup};
    Database after{setup + ";" + change};
    auto const text = script_text(compare(before, after));
    check_script(before, after);
    return text;
}

/// The places of the parts in the text, one after the other.
bool in_order(std::string const &text, std::vector<std::string> const &parts) {
    std::size_t at = 0;
    for (auto const &part : parts) {
        at = text.find(part, at);
        INFO(part << " is not there, or not in its place, in\n" << text);
        CHECK(at != std::string::npos);
        if (at == std::string::npos) return false;
        at += part.size();
    }
    return true;
}

} // namespace

TEST_CASE("the script of diff changes policies, triggers, rules and views without dropping them", "[diff]") {
    auto const text = script_of(
        k_tenants,
        "ALTER POLICY own ON doc TO pg_monitor USING (tenant > 5) WITH CHECK (tenant > 6); CREATE INDEX i ON other (a);"
        "CREATE OR REPLACE RULE keep AS ON DELETE TO doc WHERE OLD.id = 2 DO INSTEAD NOTHING;"
        "CREATE OR REPLACE VIEW bodies AS SELECT id, upper(body) AS body, tenant FROM doc WHERE id > 2;"
        "COMMENT ON COLUMN bodies.tenant IS 'new'; ALTER VIEW bodies ALTER tenant SET DEFAULT 3");
    CHECK_THAT(text, Contains("ALTER POLICY own ON public.doc TO pg_monitor USING ((tenant > 5)) WITH CHECK"));
    CHECK_THAT(text, Contains("CREATE OR REPLACE RULE keep") && Contains("CREATE OR REPLACE VIEW public.bodies"));
    CHECK_THAT(text, !Contains("DROP"));
    CHECK(in_order(text, {"CREATE OR REPLACE VIEW", "ALTER POLICY", "CREATE INDEX CONCURRENTLY"}));
}

TEST_CASE("the script of diff replaces a trigger in one step", "[diff]") {
    auto const change = [](std::string const &definition) {
        return "CREATE INDEX i ON other (a); DROP TRIGGER audit ON doc; " + definition +
               "; COMMENT ON TRIGGER audit ON doc IS 'kept'";
    };
    auto const plain = script_of(k_tenants, change("CREATE TRIGGER audit BEFORE UPDATE ON doc FOR EACH ROW EXECUTE "
                                                   "FUNCTION g(); DROP FUNCTION f()"));
    if (Database{}.version() >= 140000) {
        CHECK_THAT(plain, Contains("CREATE OR REPLACE TRIGGER audit") && !Contains("DROP TRIGGER"));
        // The function that it used goes when nothing needs it any more.
        CHECK(in_order(plain, {"CREATE OR REPLACE TRIGGER", "DROP ROUTINE public.f()"}));
    }
    auto const constraint =
        script_of(k_tenants, change("CREATE CONSTRAINT TRIGGER audit AFTER INSERT ON doc DEFERRABLE "
                                    "FOR EACH ROW EXECUTE FUNCTION f()"));
    CHECK(in_order(constraint, {"BEGIN;", "DROP TRIGGER audit ON public.doc;", "CREATE CONSTRAINT TRIGGER audit",
                                "COMMENT ON TRIGGER audit", "COMMIT;", "CREATE INDEX CONCURRENTLY"}));
    auto const disabled = script_of(k_tenants, change("CREATE TRIGGER audit BEFORE UPDATE ON doc FOR EACH ROW EXECUTE "
                                                      "FUNCTION f(); ALTER TABLE doc DISABLE TRIGGER audit"));
    CHECK(in_order(disabled, {"BEGIN;", "TRIGGER audit", "DISABLE TRIGGER audit;", "COMMIT;"}));
}

TEST_CASE("the script of diff drops and makes what guards a table side by side", "[diff]") {
    auto const command =
        script_of(k_tenants, "CREATE INDEX i ON other (a); DROP POLICY own ON doc; CREATE POLICY own ON doc AS "
                             "RESTRICTIVE FOR UPDATE USING (tenant > 0); COMMENT ON POLICY own ON doc IS 'kept'");
    std::vector<std::string> const together{"BEGIN;", "DROP POLICY own ON public.doc;", "CREATE POLICY ", "COMMIT;",
                                            "CREATE INDEX CONCURRENTLY"};
    CHECK(in_order(command, together));
    auto const renamed = script_of(k_tenants, "CREATE INDEX i ON other (a); DROP POLICY own ON doc; CREATE POLICY mine "
                                              "ON doc AS RESTRICTIVE USING (tenant > 0)");
    CHECK(in_order(renamed, together));
}

TEST_CASE("the script of diff drops early only what stands in the way", "[diff]") {
    auto const setup = std::string{k_tenants} +
                       "CREATE POLICY elsewhere ON other USING (EXISTS (SELECT FROM doc WHERE doc.n = other.a));"
                       "CREATE POLICY few ON doc USING (n > 3)";
    auto const text =
        script_of(setup, "DROP POLICY few ON doc; DROP POLICY elsewhere ON other; ALTER TABLE doc ALTER n "
                         "TYPE bigint; CREATE POLICY few ON doc USING (n > 3); CREATE POLICY elsewhere "
                         "ON other USING (EXISTS (SELECT FROM doc WHERE doc.n = other.a))");
    CHECK_THAT(text, !Contains("POLICY own") && !Contains("TRIGGER") && !Contains("RULE") && !Contains("VIEW"));
    CHECK(in_order(text, {"DROP POLICY few", "ALTER COLUMN n TYPE bigint", "CREATE POLICY few"}));
    CHECK(in_order(text, {"DROP POLICY elsewhere", "ALTER COLUMN n TYPE bigint", "CREATE POLICY elsewhere"}));

    auto const column = script_of(setup, "ALTER POLICY few ON doc USING (id > 3); DROP POLICY elsewhere ON other; "
                                         "CREATE OR REPLACE VIEW bodies AS SELECT id, 'x'::text AS body FROM doc; "
                                         "ALTER TABLE doc DROP n, DROP body");
    CHECK(in_order(column, {"DROP POLICY few", "DROP VIEW public.bodies", "DROP COLUMN n", "CREATE VIEW public.bodies",
                            "CREATE POLICY few"}));
}

TEST_CASE("the script of diff has views back before it builds indexes", "[diff]") {
    auto const text = script_of(k_tenants, "DROP VIEW ids, bodies; CREATE VIEW bodies AS SELECT body, id FROM doc; "
                                           "CREATE VIEW ids AS SELECT id FROM bodies; CREATE INDEX i ON other (a); "
                                           "DROP INDEX IF EXISTS j; ALTER TABLE other ADD FOREIGN KEY (a) REFERENCES "
                                           "doc");
    CHECK(in_order(text, {"DROP VIEW public.ids", "DROP VIEW public.bodies", "CREATE VIEW public.bodies",
                          "CREATE VIEW public.ids", "CREATE INDEX CONCURRENTLY", "VALIDATE CONSTRAINT"}));
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

    auto const parts = script_of(
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
    script_of(k_tenants, "CREATE INDEX doc_n ON doc (n); CREATE INDEX i ON other (a)");
    script_of(std::string{k_tenants} + "CREATE INDEX i1 ON doc (n); CREATE INDEX i2 ON other (a)",
              "DROP INDEX i2; ALTER INDEX i1 RENAME TO i2");
    script_of("CREATE TABLE x (id integer PRIMARY KEY); CREATE TABLE y (id integer, CONSTRAINT k1 FOREIGN KEY (id) "
              "REFERENCES x)",
              "ALTER TABLE y DROP CONSTRAINT k1; ALTER TABLE x ALTER id TYPE text; ALTER TABLE y ALTER id TYPE text; "
              "ALTER TABLE y ADD CONSTRAINT k2 FOREIGN KEY (id) REFERENCES x");
}

TEST_CASE("the script of diff sets another default without dropping the old one first", "[diff][live_default]") {
    auto const text = script_of("CREATE TABLE t (a integer NOT NULL DEFAULT 1, b integer DEFAULT 2)",
                                "ALTER TABLE t ALTER a SET DEFAULT 5, ALTER b DROP DEFAULT");
    CHECK_THAT(text, Contains("ALTER COLUMN a SET DEFAULT 5") && !Contains("ALTER COLUMN a DROP DEFAULT") &&
                         Contains("ALTER COLUMN b DROP DEFAULT"));
    // What goes with another column takes the default along.
    script_of("CREATE TABLE t (a serial, b integer NOT NULL DEFAULT nextval('t_a_seq'))",
              "ALTER TABLE t ALTER b SET DEFAULT 7; ALTER TABLE t DROP a");
}

TEST_CASE("the script of diff has a table checked all the time", "[diff][live_checks]") {
    std::string const setup = "CREATE TABLE acc (id integer PRIMARY KEY, bal integer CHECK (bal >= 0), e integer, "
                              "CONSTRAINT x EXCLUDE USING btree (e WITH =)); CREATE TABLE kid () INHERITS (acc);"
                              "CREATE TABLE pay (acc_id integer CONSTRAINT f REFERENCES acc);";
    auto const text = script_of(
        setup, "ALTER TABLE acc DROP CONSTRAINT acc_bal_check, ADD CONSTRAINT acc_bal_check CHECK (bal >= -10);"
               "ALTER TABLE acc DROP CONSTRAINT x, ADD CONSTRAINT x EXCLUDE USING btree (e WITH =) WHERE (e > 1);"
               "ALTER TABLE pay DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (acc_id) REFERENCES acc ON DELETE "
               "CASCADE; COMMENT ON CONSTRAINT f ON pay IS 'x'");
    CHECK(in_order(text, {"(bal >= '-10'::integer)) NOT VALID", "VALIDATE CONSTRAINT scribe_new_",
                          "DROP CONSTRAINT acc_bal_check", "TO acc_bal_check"}));
    CHECK(in_order(text,
                   {"ON DELETE CASCADE NOT VALID", "VALIDATE CONSTRAINT scribe_new_", "DROP CONSTRAINT f", "TO f"}));
    CHECK_THAT(text, Contains("DROP CONSTRAINT x, ADD CONSTRAINT x EXCLUDE"));
    // The old one stands in the way of what it is about.
    script_of(setup, "ALTER TABLE pay DROP CONSTRAINT f; CREATE TABLE other (id integer PRIMARY KEY); ALTER TABLE pay "
                     "ADD CONSTRAINT f FOREIGN KEY (acc_id) REFERENCES other; DROP TABLE kid, acc");
    script_of(setup, "ALTER TABLE pay DROP CONSTRAINT f; ALTER TABLE acc DROP CONSTRAINT acc_pkey; ALTER TABLE acc ADD "
                     "PRIMARY KEY (id) INCLUDE (e); ALTER TABLE pay ADD CONSTRAINT f FOREIGN KEY (acc_id) REFERENCES "
                     "acc ON DELETE CASCADE");
    script_of("CREATE TABLE a (n integer CONSTRAINT c CHECK (n > 0)); CREATE TABLE k (CONSTRAINT c CHECK (n > 0)) "
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
        script_of(setup, "ALTER TABLE pay ALTER acc_id TYPE bigint, ALTER code TYPE text; ALTER TABLE acc "
                         "ALTER id TYPE bigint, ALTER code TYPE text");
    CHECK_THAT(text, Contains("ALTER COLUMN id TYPE bigint") && !Contains("CONSTRAINT f") && !Contains("CONSTRAINT g"));
    script_of(setup, "ALTER TABLE acc ALTER id TYPE smallint");
    // No key leads from one to the other on the way.
    auto const other =
        script_of(setup, "ALTER TABLE pay DROP CONSTRAINT f; ALTER TABLE acc ALTER id TYPE text; ALTER "
                         "TABLE pay ALTER acc_id TYPE text; ALTER TABLE pay ADD CONSTRAINT f FOREIGN KEY "
                         "(acc_id) REFERENCES acc ON DELETE CASCADE");
    CHECK(in_order(other, {"DROP CONSTRAINT f", "ALTER COLUMN id TYPE text", "ADD CONSTRAINT f"}));
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
        script_of(setup, "CREATE INDEX i ON other (a); ALTER TABLE pay DROP CONSTRAINT f, ADD CONSTRAINT f "
                         "FOREIGN KEY (acc_id) REFERENCES acc ON DELETE CASCADE; ALTER TABLE uses DROP "
                         "CONSTRAINT g, ADD CONSTRAINT g FOREIGN KEY (part_id) REFERENCES part ON DELETE "
                         "SET NULL");
    CHECK_THAT(text, Contains("ALTER TABLE public.pay DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY") &&
                         Contains("ALTER TABLE public.uses DROP CONSTRAINT g, ADD CONSTRAINT g FOREIGN KEY"));
    // A key of one partition alone.
    script_of(
        setup + "ALTER TABLE pay_1 ADD CONSTRAINT own FOREIGN KEY (k) REFERENCES acc;",
        "ALTER TABLE pay_1 DROP CONSTRAINT own, ADD CONSTRAINT own FOREIGN KEY (k) REFERENCES acc ON UPDATE CASCADE");
}

TEST_CASE("the script of diff says that a new name is a guess", "[diff][guess]") {
    auto const text = script_of("CREATE TABLE t (a integer, b integer CONSTRAINT c CHECK (b > 0))",
                                "ALTER TABLE t RENAME a TO x; ALTER TABLE t RENAME CONSTRAINT c TO d");
    CHECK(in_order(text,
                   {"-- a guess, by what it holds: --no-renames", "RENAME COLUMN a TO x", "RENAME CONSTRAINT c TO d"}));
    auto const last = text.rfind("-- a guess");
    CHECK(last < text.find("RENAME COLUMN"));
}
