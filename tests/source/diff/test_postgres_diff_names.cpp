// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// Code that names what was renamed: it says the same by other names.
namespace {

constexpr char const *k_start =
    "CREATE TABLE u (id integer PRIMARY KEY, a integer);"
    "CREATE TABLE x (a integer, \"B b\" integer, at date, CHECK (a > 0), CHECK (\"B b\" < a AND at > '2020-01-01'));"
    "CREATE FUNCTION f(i integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT i';"
    "CREATE INDEX by_f ON x (f(a), (a + 1)) WHERE a > 9; CREATE INDEX by_b ON x (\"B b\") INCLUDE (a);"
    "CREATE POLICY p ON x USING (a > 0 AND EXISTS (SELECT FROM u WHERE u.a = x.a)) WITH CHECK (\"B b\" > a);"
    "CREATE POLICY q ON x USING (EXISTS (SELECT FROM u w WHERE w.id = x.a));"
    "CREATE VIEW v AS SELECT a, \"B b\", sum(at - date '2020-01-01') OVER (ORDER BY a) FROM x WHERE a > 3;"
    "CREATE VIEW v2 AS SELECT y.a AS n, z.\"B b\" FROM x y JOIN u z2 ON y.a = z2.a, x z;"
    "CREATE VIEW v3 AS SELECT v.a FROM v WHERE EXISTS (SELECT FROM x WHERE x.a = v.a);"
    "CREATE MATERIALIZED VIEW mv AS SELECT x.a + 1 AS more FROM x;"
    "CREATE RULE r AS ON INSERT TO x DO ALSO INSERT INTO u (id, a) VALUES (new.a, new.\"B b\");"
    "CREATE RULE r2 AS ON UPDATE TO x DO ALSO DELETE FROM u WHERE u.a = old.a;"
    "CREATE TABLE g (a integer, c integer GENERATED ALWAYS AS (a * 2) STORED);"
    "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';"
    "CREATE TRIGGER tr BEFORE UPDATE OF a ON x FOR EACH ROW WHEN (new.a > old.a) EXECUTE FUNCTION tf('a');"
    "CREATE STATISTICS st ON a, at FROM x;";

/// The script after these changes, which have to be all that differs.
std::string told_alone(std::string const &change, std::string const &told) {
    Database before{k_start};
    Database after{k_start + change};
    auto const difference = compare(before, after);
    CHECK(difference.text() == told);
    auto text = script_text(difference);
    check_script(before, after);
    return text;
}

std::size_t statements(std::string const &text) {
    std::size_t number = 0;
    for (auto at = text.find(";\n"); at != std::string::npos; at = text.find(";\n", at + 1)) ++number;
    return number - 3; // the settings
}

} // namespace

TEST_CASE("code that names a renamed column is not told to differ", "[diff]") {
    auto const text = told_alone("ALTER TABLE x RENAME a TO n", "renamed column public.x.n\n");
    CHECK(statements(text) == 1);
    told_alone("ALTER TABLE x RENAME \"B b\" TO b2", "renamed column public.x.b2\n");
    told_alone("ALTER TABLE g RENAME a TO \"The A\"", "renamed column public.g.\"The A\"\n");
    told_alone("ALTER TABLE u RENAME a TO n", "renamed column public.u.n\n");
    told_alone("ALTER TABLE x RENAME a TO n; ALTER TABLE u RENAME id TO nr",
               "renamed column public.u.nr\nrenamed column public.x.n\n");
}

TEST_CASE("code that names a renamed table is not told to differ", "[diff]") {
    auto const text = told_alone("ALTER TABLE u RENAME TO u2", "renamed table public.u2\n");
    CHECK(statements(text) == 1);
    told_alone("ALTER TABLE x RENAME TO y2", "renamed table public.y2\n");
    told_alone("CREATE SCHEMA s; ALTER TABLE u SET SCHEMA s", "added schema s\nrenamed table s.u\n");
}

TEST_CASE("code that names another column than the renamed one is told to differ", "[diff]") {
    std::string const start =
        "CREATE TABLE x (a integer, b integer, CHECK (a > 0), z text); CREATE TABLE u (a integer, n "
        "integer); CREATE VIEW v AS SELECT u.a FROM u; CREATE POLICY p ON x USING (EXISTS (SELECT "
        "FROM u WHERE u.a = x.b));";
    Database before{start};
    Database after{start +
                   "ALTER TABLE x RENAME a TO n; ALTER TABLE x DROP CONSTRAINT x_a_check; ALTER TABLE x ADD "
                   "CONSTRAINT x_a_check CHECK (b > 0); CREATE OR REPLACE VIEW v AS SELECT n AS a FROM u; ALTER "
                   "POLICY p ON x USING (EXISTS (SELECT FROM u WHERE u.n = x.b))"};
    auto const told = compare(before, after).text();
    CHECK_THAT(told, Contains("renamed column public.x.n") && Contains("changed constraint public.x.x_a_check"));
    CHECK_THAT(told, Contains("changed view public.v") && Contains("changed policy public.x.p"));
    check_script(before, after);
}
