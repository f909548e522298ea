// SPDX-License-Identifier: MIT
// Stops the server that PG* names: run it with scripts/with-postgres only.
#include "base/files.hpp"
#include "catalog_file.hpp"
#include "pg_server.hpp"

#include <csignal>

using namespace scribe::failure;
using Catch::Contains;

TEST_CASE("a server that is stopped in the middle of a scan leaves the earlier state") {
    Place const place;
    auto const data = Admin{"postgres"}("SHOW data_directory");
    REQUIRE_THAT(data, Contains("scribe-postgres."));
    auto const server = std::stoi(scribe::base::read_file(data + "/postmaster.pid").value());
    std::string const database = "postgres"; // the whole server is of this test alone
    Admin{database}("CREATE TABLE t (id int)");
    std::vector<std::string> const scan = {
        "scan", "postgresql:///" + database, "--as", "dying", "--catalog", "c.db", "--lock-timeout", "0"};
    REQUIRE(run_scribe(scan, place.start()).exit == 0);
    auto const before = contents(place.file("c.db"));
    Admin{database}("CREATE TABLE later (id int)");
    Barrier barrier{database};
    Process process{scan, place.start()};
    barrier.wait_for_scan();
    REQUIRE(::kill(server, SIGQUIT) == 0); // immediate shutdown
    auto const ended = process.wait();
    check_failure(ended, 4, "policies");
    CHECK_THAT(ended.err, Contains("earlier state") && Contains("run the command again"));
    CHECK(contents(place.file("c.db")) == before);
    wait_until([server] { return ::kill(server, 0) != 0; });
    check_failure(run_scribe(scan, place.start()), 4, "cannot connect");
    CHECK(contents(place.file("c.db")) == before);
    CHECK(run_scribe({"list", "--catalog", "c.db"}, place.start()).exit == 0);
}
