// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"
#include "load.hpp"

#include <filesystem>
#include <iostream>

using namespace scribe;
using namespace scribe::conformance;

namespace {

namespace fs = std::filesystem;

fs::path dump(std::string const &name) { return fs::path{SCRIBE_REAL_DATA} / "pg" / name; }

} // namespace

TEST_CASE("the script of diff leads from one release of a model to another and back", "[real]") {
    auto const old_dump = dump("edfi_4.0.0.sql.gz");
    auto const new_dump = dump("edfi_6.1.0.sql.gz");
    if (!fs::exists(old_dump) || !fs::exists(new_dump)) {
        std::cout << "no " << old_dump << ": the script of diff is not tried on it\n";
        return;
    }
    Database old_model, new_model;
    load(old_model, unpacked(old_dump.string()), "");
    load(new_model, unpacked(new_dump.string()), "");
    bool const forth = GENERATE(true, false);
    auto &before = forth ? old_model : new_model;
    auto &after = forth ? new_model : old_model;
    CHECK(compare(before, after).changes.size() > 5'000);
    check_script(before, after);
}
