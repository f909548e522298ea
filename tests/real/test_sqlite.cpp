// SPDX-License-Identifier: MIT
#include "conformance.hpp"
#include "round_trip.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;

namespace {

namespace fs = std::filesystem;

/// All SQLite files beside the checkout; empty where there are none.
std::vector<fs::path> databases() {
    std::vector<fs::path> files;
    for (auto const *folder : {"sqlite", "pii"}) {
        auto const root = fs::path{SCRIBE_REAL_DATA} / folder;
        if (!fs::is_directory(root)) continue;
        for (auto const &entry : fs::recursive_directory_iterator{root}) {
            auto const extension = entry.path().extension();
            if (extension == ".sqlite" || extension == ".db") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// One number from the file, by a connection of the test's own.
class Counter {
public:
    explicit Counter(fs::path const &file) {
        REQUIRE(sqlite3_open_v2(file.c_str(), &m_db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    }
    Counter(Counter const &) = delete;
    Counter &operator=(Counter const &) = delete;
    ~Counter() { sqlite3_close(m_db); }

    /// All first columns of the result.
    std::vector<std::string> list(std::string const &sql) {
        std::vector<std::string> out;
        auto const add = [](void *to, int, char **values, char **) {
            static_cast<std::vector<std::string> *>(to)->emplace_back(values[0] ? values[0] : "");
            return 0;
        };
        INFO(sql);
        REQUIRE(sqlite3_exec(m_db, sql.c_str(), add, &out, nullptr) == SQLITE_OK);
        return out;
    }
    std::size_t number(std::string const &sql) { return std::stoul(list(sql).at(0)); }

private:
    sqlite3 *m_db = nullptr;
};

std::string quoted(std::string const &name) {
    std::string out = "\"";
    for (char const c : name) out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + "\"";
}

void check_file(fs::path const &file) {
    INFO(file.string());
    Counter counter{file};
    auto const source = source::open("sqlite:" + file.string(), {});
    auto const records = scan(*source).records;
    check_records(records);
    check_round_trip(records, source->info());
    // Table by table with plain PRAGMA statements: another way than the scanner's.
    auto const tables =
        counter.list("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    auto const views = counter.list("SELECT name FROM sqlite_master WHERE type = 'view'");
    std::size_t columns = 0, keys = 0, indexes = 0;
    for (auto const &name : tables) {
        columns += counter.list("PRAGMA table_xinfo(" + quoted(name) + ")").size();
        for (auto const &seq : counter.list("SELECT seq FROM pragma_foreign_key_list(" + quoted(name) + ")"))
            keys += seq == "0" ? 1U : 0U;
        indexes += counter.list("PRAGMA index_list(" + quoted(name) + ")").size();
        auto const table = get<model::Table>(records, "", name);
        REQUIRE(table.stats);
        CHECK(static_cast<std::size_t>(table.stats->rows.value_or(-1)) ==
              counter.number("SELECT count(*) FROM " + quoted(name)));
    }
    for (auto const &name : views) columns += counter.list("PRAGMA table_xinfo(" + quoted(name) + ")").size();
    std::size_t found_keys = 0;
    for (auto const &record : records) {
        if (record.kind == Kind::constraint)
            found_keys += model::from_record<model::Constraint>(record).type == "foreign key" ? 1U : 0U;
    }
    CHECK(count(records, Kind::table) == tables.size());
    CHECK(count(records, Kind::view) == views.size());
    CHECK(count(records, Kind::column) == columns);
    CHECK(count(records, Kind::index) == indexes);
    CHECK(count(records, Kind::trigger) == counter.number("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"));
    CHECK(found_keys == keys);
}

} // namespace

TEST_CASE("SQLite databases of other people give the numbers that SQLite gives") {
    auto const files = databases();
    if (files.empty()) {
        std::cout << "not run: there are no databases in " << SCRIBE_REAL_DATA << "\n";
        return;
    }
    for (auto const &file : files) check_file(file);
}
