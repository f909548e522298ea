// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

namespace {

/// The script from one database to the other as people get it; run on the first it leaves `left`.
std::size_t count(std::string const &text, std::string const &part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

constexpr char const *k_table = "CREATE TABLE t (a integer NOT NULL, b text, c varchar(10), d numeric(8,2));"
                                "INSERT INTO t SELECT i, i, i, i FROM generate_series(1, 9) i;";

} // namespace

TEST_CASE("the script of diff leaves new types that no cast makes", "[diff]") {
    auto const to_uuid = script_of_change(
        "CREATE TABLE t (a integer DEFAULT 1, b int4range)",
        "ALTER TABLE t DROP a, DROP b; ALTER TABLE t ADD a uuid DEFAULT '00000000-0000-0000-0000-000000000007', ADD b "
        "int8range",
        "changed column public.t.a type: integer -> uuid default: 1 -> '00000000-0000-0000-0000-000000000007'::uuid\n"
        "changed column public.t.b type: int4range -> int8range\n");
    CHECK_THAT(to_uuid, Contains("-- not done: column public.t.a: type is integer, should be uuid"));
    CHECK_THAT(to_uuid, !Contains("ALTER TABLE"));

    auto const composite =
        script_of_change("CREATE TYPE c AS (x integer, y text); CREATE TABLE t (a c[])",
                         "DROP TABLE t; DROP TYPE c; CREATE TYPE c AS (x bigint, y text); CREATE TABLE t "
                         "(a c[])",
                         "changed type public.c attributes: x integer\ny text -> x bigint\ny text\n");
    CHECK_THAT(composite, Contains("-- not done: composite type public.c: attribute x is integer, should be bigint"));

    auto const bound =
        script_of_change("CREATE TABLE p (k integer) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR "
                         "VALUES IN (1)",
                         "DROP TABLE p; CREATE TABLE p (k bigint) PARTITION BY LIST (k); CREATE TABLE p1 "
                         "PARTITION OF p FOR VALUES IN (1)",
                         "changed column public.p.k type: integer -> bigint\n"
                         "changed table public.p1 partition_bound: FOR VALUES IN (1) -> FOR VALUES IN ('1')\n"
                         "changed column public.p1.k type: integer -> bigint\n");
    CHECK_THAT(bound, !Contains("DETACH"));
    auto const key =
        script_of_change("CREATE TABLE p (k integer) PARTITION BY HASH (k); CREATE TABLE p1 PARTITION OF p FOR "
                         "VALUES WITH (MODULUS 1, REMAINDER 0)",
                         "DROP TABLE p; CREATE TABLE p (k bigint) PARTITION BY HASH (k); CREATE TABLE p1 "
                         "PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                         "changed column public.p.k type: integer -> bigint\n"
                         "changed column public.p1.k type: integer -> bigint\n");
    CHECK_THAT(key, Contains("-- not done: column public.p.k: type is integer, should be bigint"));
}

TEST_CASE("the script of diff marks each statement that cannot run in a transaction", "[diff]") {
    auto const text = script_of_change(k_table, "CREATE INDEX i ON t (a); CREATE INDEX j ON t (b)");
    CHECK(count(text, "CONCURRENTLY") == 2);
    CHECK(count(text, "-- not in a transaction:\n") == 2);
}

TEST_CASE("the script of diff marks what rewrites a table, and nothing else", "[diff]") {
    auto const rewrites = [](std::string const &change) {
        return count(script_of_change(k_table, change), "rewrite") > 0;
    };
    CHECK(rewrites("ALTER TABLE t ADD e float DEFAULT random()"));
    if (Database{}.version() >= 130000) CHECK(rewrites("ALTER TABLE t ADD e uuid DEFAULT gen_random_uuid()"));
    CHECK(rewrites("ALTER TABLE t ADD e serial"));
    CHECK(rewrites("ALTER TABLE t ADD e integer GENERATED ALWAYS AS IDENTITY"));
    CHECK(rewrites("ALTER TABLE t ADD e integer GENERATED ALWAYS AS (a + 1) STORED"));
    CHECK(rewrites("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; ALTER TABLE t ADD e integer "
                   "DEFAULT f()"));
    CHECK(rewrites("ALTER TABLE t ALTER a TYPE bigint"));
    CHECK_FALSE(rewrites("ALTER TABLE t ADD e timestamptz DEFAULT now(), ADD f text DEFAULT 'random()'"));
    CHECK_FALSE(rewrites("ALTER TABLE t ALTER c TYPE varchar(20), ALTER d TYPE numeric(10,2)"));
    CHECK_FALSE(rewrites("ALTER TABLE t ALTER c TYPE text"));
}

TEST_CASE("the script of diff has the new index before it drops the old one", "[diff]") {
    auto const in_order = [](std::string const &text) {
        auto const built = text.find("CONCURRENTLY scribe_new_");
        auto const dropped = text.rfind("DROP ");
        return built != std::string::npos && dropped != std::string::npos && built < dropped;
    };
    CHECK(in_order(script_of_change(std::string{k_table} + "CREATE INDEX i ON t (a)",
                                    "DROP INDEX i; CREATE INDEX i ON t (a, b)")));
    CHECK(in_order(script_of_change(std::string{k_table} + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)",
                                    "ALTER TABLE t DROP CONSTRAINT u; ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)")));
    CHECK(in_order(
        script_of_change(std::string{k_table} + "ALTER TABLE t ADD PRIMARY KEY (a)",
                         "ALTER TABLE t DROP CONSTRAINT t_pkey; UPDATE t SET b = 'x'; ALTER TABLE t ALTER b SET "
                         "NOT NULL; ALTER TABLE t ADD PRIMARY KEY (a, b)")));
}

TEST_CASE("the script of diff makes a deferrable key of an index built beside the writes", "[diff]") {
    auto const fresh = script_of_change(k_table, "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a) DEFERRABLE");
    CHECK_THAT(fresh, Contains("CREATE UNIQUE INDEX CONCURRENTLY"));
    auto const made =
        script_of_change(std::string{k_table} + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)",
                         "ALTER TABLE t DROP CONSTRAINT u; ALTER TABLE t ADD CONSTRAINT u UNIQUE (a) DEFERRABLE "
                         "INITIALLY DEFERRED");
    CHECK_THAT(made, Contains("CREATE UNIQUE INDEX CONCURRENTLY") && Contains("DEFERRABLE INITIALLY DEFERRED"));
}

TEST_CASE("the script of diff takes a change of the parents for no rename of what is inherited", "[diff]") {
    auto const text = script_of_change(
        "CREATE TABLE i1 (a integer); CREATE TABLE i2 (b integer); CREATE TABLE c () INHERITS "
        "(i1)",
        "DROP TABLE c; CREATE TABLE c () INHERITS (i2)", "changed column public.c.b inherited: no -> yes\n");
    CHECK_THAT(text, !Contains("RENAME"));
}
