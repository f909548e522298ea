// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// Servers whose roles have other names: what is not compared, and what has to be there.
namespace {

struct Servers {
    Database after, before; // in this order: the roles go last
    std::string owner = after.make_role("_owner"), reader = after.make_role("_reader");
    std::string staging = after.make_role("_staging");

    Servers() {
        before.run(fmt::format("CREATE TABLE t (a integer PRIMARY KEY, b text); CREATE VIEW v AS SELECT b FROM t;"
                               "CREATE TABLE gone (x integer, y text); ALTER VIEW v OWNER TO {0}; GRANT SELECT ON v TO "
                               "PUBLIC; GRANT UPDATE (y) ON gone TO {0}; ALTER TABLE gone OWNER TO {0}",
                               ident(staging)));
        after.run(fmt::format("CREATE TABLE t (a integer PRIMARY KEY, b varchar(50)); CREATE VIEW v AS SELECT b FROM t;"
                              "CREATE TABLE came (x integer, y text); CREATE TABLE fresh (z integer);"
                              "ALTER TABLE t OWNER TO {0}; ALTER VIEW v OWNER TO {0}; ALTER TABLE came OWNER TO {0};"
                              "ALTER TABLE fresh OWNER TO {0}; GRANT SELECT ON t, fresh TO {1}; GRANT SELECT (b) ON t "
                              "TO {1}",
                              ident(owner), ident(reader)));
    }
};

} // namespace

TEST_CASE("owners and grants that are not compared stay as they were", "[diff][rights]") {
    Servers servers;
    diff::KeptRights const both{true, true};
    auto const told = compare(servers.before, servers.after, both).text();
    CHECK_THAT(told, !Contains("owner") && !Contains("grants") && Contains("renamed table public.came"));
    check_script(servers.before, servers.after, "", both);
    Session session{servers.before.url()};
    // The view was made anew for the type of its column.
    CHECK(session.value("SELECT string_agg(relname || ' ' || (relowner = quote_ident(" + literal(servers.staging) +
                        ")::regrole)::text, ', ' ORDER BY relname) FROM pg_class WHERE relname IN ('came', 'fresh', "
                        "'t', 'v')") == "came true, fresh false, t false, v true");
    CHECK(session.value("SELECT has_table_privilege(" + literal(servers.reader) + ", 'v', 'SELECT')::text || " +
                        "has_table_privilege(" + literal(servers.reader) + ", 'fresh', 'SELECT')::text || " +
                        "has_column_privilege(" + literal(servers.staging) + ", 'came', 'y', 'UPDATE')::text") ==
          "truefalsetrue");
}

TEST_CASE("owners and grants are left out of a comparison one by one", "[diff][rights]") {
    Servers servers;
    auto const without_owners = compare(servers.before, servers.after, {true, false}).text();
    CHECK_THAT(without_owners, !Contains("owner: ") && Contains("table public.t grants:") && Contains(servers.reader));
    CHECK_THAT(without_owners, !Contains(servers.owner + ": "));
    check_script(servers.before, servers.after, "", {true, false});
    Servers others;
    auto const without_grants = compare(others.before, others.after, {false, true}).text();
    CHECK_THAT(without_grants, Contains("owner: ") && !Contains("grants: ") && !Contains(others.reader));
    check_script(others.before, others.after, "", {false, true});
}

TEST_CASE("default privileges give nothing to what is made anew with the rights that it had", "[diff][rights]") {
    Database after, before;
    auto const app = after.make_role("_app");
    for (auto *db : {&after, &before}) db->run("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + ident(app));
    before.run("CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t; REVOKE ALL ON v FROM " + ident(app));
    after.run("CREATE TABLE t (a bigint); CREATE VIEW v AS SELECT a FROM t; CREATE TABLE fresh (a integer)");
    check_script(before, after, "", {false, true});
    CHECK(before.session().value("SELECT string_agg(has_table_privilege(" + literal(app) +
                                 ", n, 'SELECT')::text, ' ') FROM unnest(ARRAY['v', 'fresh', 't']) n") ==
          "false true true");
}

TEST_CASE("the script of diff names roles that have to be there", "[diff][rights]") {
    Servers servers;
    auto const left = compare(servers.before, servers.after).not_done();
    auto const names = [&](std::string const &role) {
        return std::ranges::count(left,
                                  "role " + base::quote_ident(role) + " has to be there first, which no scan tells");
    };
    CHECK(names(servers.owner) == 1);
    CHECK(names(servers.reader) == 1);
    CHECK(names(servers.staging) == 0); // OLD has it
}
