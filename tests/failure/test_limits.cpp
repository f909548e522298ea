// SPDX-License-Identifier: MIT
// Many tables within the limits that a shell or a CI runner sets.
#include "catalog_file.hpp"

using namespace scribe::failure;

namespace {

constexpr int k_tables = 2'000;
constexpr rlim_t k_open_files = 256;
/// What the program, its libraries, the stacks of its threads and its buffers take; the tables would add to it if they
/// were kept in memory.
constexpr rlim_t k_memory = 250'000'000;

} // namespace

TEST_CASE("every command works on 2000 tables with 256 open files and little memory") {
    Place const place;
    make_source(place.file("shop.db"), k_tables);
    auto limited = place.start();
    limited.open_limit = k_open_files;
    limited.memory_limit = k_memory;
    for (std::vector<std::string> command : {
             std::vector<std::string>{"scan", "sqlite:shop.db"},
             {"scan", "sqlite:shop.db"},
             {"list", "--type", "all", "--limit", "0"},
             {"show", "t77"},
             {"search", "t77", "--limit", "5"},
             {"status"},
             {"sql", "SELECT count(*) FROM v_columns"},
             {"diff", "shop@1", "shop@2"},
             {"diff", "shop"},
             {"export", "markdown", "-o", "docs"},
             {"export", "json", "-o", "model.json"},
             {"export", "tbls", "-o", "tbls.json"},
             {"scan", "json:model.json", "--as", "model"},
             {"scan", "tbls:tbls.json", "--as", "tables"},
         }) {
        command.insert(command.end(), {"--catalog", "c.db"});
        auto const ended = run_scribe(command, limited);
        INFO(command[0] << " " << command[1] << ": " << ended.err);
        CHECK(ended.exit == 0);
    }
}
