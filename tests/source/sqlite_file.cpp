// SPDX-License-Identifier: MIT
#include "sqlite_file.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <cstdlib>

namespace scribe::conformance {

TempFolder::TempFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "scribe-test-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    m_path = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::permissions(m_path, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(m_path, ignored);
}

void run_sql(std::string const &file, std::string const &sql) {
    sqlite3 *db = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
    // The tests write broken schemas on purpose.
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    char *message = nullptr;
    auto const code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message);
    std::string const text = message ? message : "";
    sqlite3_free(message);
    sqlite3_close(db);
    INFO(text);
    REQUIRE(code == SQLITE_OK);
}

} // namespace scribe::conformance
