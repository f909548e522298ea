// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace scribe;
using namespace scribe::conformance;

namespace {

namespace fs = std::filesystem;

fs::path dump(std::string const &name) { return fs::path{SCRIBE_REAL_DATA} / "pg" / name; }

void load(Database const &db, fs::path const &file) {
    auto const command = "gzip -dc '" + file.string() +
                         "' | PGOPTIONS='-c client_min_messages=error -c synchronous_commit=off' psql -Xq -d " +
                         db.name() + " >/dev/null 2>&1";
    INFO(command);
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): the dumps are scripts for psql, and the test has one thread.
    REQUIRE(std::system(command.c_str()) == 0);
}

} // namespace

TEST_CASE("the script of diff leads from one release of a model to another and back", "[real]") {
    auto const old_dump = dump("edfi_4.0.0.sql.gz");
    auto const new_dump = dump("edfi_6.1.0.sql.gz");
    if (!fs::exists(old_dump) || !fs::exists(new_dump)) {
        std::cout << "no " << old_dump << ": the script of diff is not tried on it\n";
        return;
    }
    Database old_model, new_model;
    load(old_model, old_dump);
    load(new_model, new_dump);
    bool const forth = GENERATE(true, false);
    auto &before = forth ? old_model : new_model;
    auto &after = forth ? new_model : old_model;
    CHECK(compare(before, after).changes.size() > 5'000);
    check_script(before, after);
}
