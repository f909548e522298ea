// SPDX-License-Identifier: MIT
// Many tables within the limits that a shell or a CI runner sets.
#include "catalog_file.hpp"

#include <fstream>
#include <map>

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

#ifndef __SANITIZE_ADDRESS__ // AddressSanitizer keeps what is freed

namespace {

/// A model of so many tables, whose comments have 100 kB each, as JSON.
void write_model(std::string const &file, int tables) {
    std::ofstream out{file};
    out << R"({"format":"scribe","format_version":1,"source":{"name":"shop","product":"SQLite","version":"3.40.1"},)"
        << R"("schemas":[{"name":"main"}],"tables":[)";
    for (int i = 0; i < tables; ++i) {
        out << (i > 0 ? ",\n" : "\n") << R"({"schema":"main","name":"t)" << i << R"(","comment":")";
        for (int word = 0; word < 20'000; ++word) out << 'w' << (i * 7919 + word) % 5'000 << ' ';
        out << R"(","table_kind":"table","columns":[{"name":"id","position":1,"type":"INTEGER"}]})";
    }
    out << "\n]}\n";
}

} // namespace

TEST_CASE("no command keeps the texts of all objects in memory") {
    constexpr int k_few = 40, k_many = 800; // 76 MB more of comments
    constexpr long k_growth = 55'000'000;   // SQLite caches pages of its file
    std::map<std::string, long> of_few;
    for (auto const tables : {k_few, k_many}) {
        Place const place;
        write_model(place.file("model.json"), tables);
        for (std::vector<std::string> command : {
                 std::vector<std::string>{"scan", "json:model.json"},
                 {"list"},
                 {"status"},
                 {"sql", "SELECT count(*) FROM v_tables"},
                 {"describe"},
                 {"diff", "shop", "json:model.json"},
                 {"export", "json", "-o", "out.json"},
                 {"export", "tbls", "-o", "tbls.json"},
                 {"export", "markdown", "-o", "docs"},
             }) {
            command.insert(command.end(), {"--catalog", "c.db"});
            auto const ended = run_scribe(command, place.start());
            INFO(command[0] << " " << command[1] << ": " << ended.err);
            CHECK(ended.exit == 0);
            auto const name = command[0] + " " + command[1];
            if (tables == k_few) of_few[name] = ended.peak;
            else CHECK(ended.peak < of_few[name] + k_growth);
        }
    }
}

#endif
