// SPDX-License-Identifier: MIT
#include "catalog_file.hpp"

#include "base/files.hpp"

namespace scribe::failure {

namespace fs = std::filesystem;

Place::Place() {
    fs::permissions(m_root.path(), fs::perms{0755});
    fs::create_directory(path());
}

Handle open_file(std::string const &file) {
    sqlite3 *handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    sqlite3_busy_timeout(handle, 60'000);
    return {handle, &sqlite3_close};
}

void execute(Handle const &handle, char const *sql) {
    auto const code = sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr);
    INFO(sql << ": " << sqlite3_errmsg(handle.get()));
    REQUIRE(code == SQLITE_OK);
}

void make_source(std::string const &file, int tables) {
    auto const handle = open_file(file);
    execute(handle, "BEGIN");
    for (int i = 0; i < tables; ++i) {
        auto const n = std::to_string(i);
        execute(handle, ("CREATE TABLE t" + n + " (id INTEGER PRIMARY KEY, name TEXT, amount REAL)").c_str());
        execute(handle, ("CREATE INDEX i" + n + " ON t" + n + " (name)").c_str());
    }
    execute(handle, "COMMIT");
}

namespace {

std::string query(Handle const &handle, std::string const &sql) {
    sqlite3_stmt *statement = nullptr;
    auto const code = sqlite3_prepare_v2(handle.get(), sql.c_str(), -1, &statement, nullptr);
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> const owned{statement, &sqlite3_finalize};
    INFO(sql << ": " << sqlite3_errmsg(handle.get()));
    REQUIRE(code == SQLITE_OK);
    auto const step = sqlite3_step(statement);
    if (step == SQLITE_DONE) return {};
    REQUIRE(step == SQLITE_ROW);
    auto const *text = reinterpret_cast<char const *>(sqlite3_column_text(statement, 0));
    return text ? text : "";
}

} // namespace

std::string query(std::string const &file, std::string const &sql) { return query(open_file(file), sql); }

Contents contents(std::string const &catalog) {
    if (!fs::exists(catalog)) return {.integrity = "ok"};
    auto const handle = open_file(catalog);
    Contents found{.integrity = query(handle, "PRAGMA integrity_check")};
    if (query(handle, "SELECT count(*) FROM sqlite_schema") == "0") return found;
    auto const count = [&handle](char const *sql) { return std::stoll(query(handle, sql)); };
    found.sources = count("SELECT count(*) FROM source");
    found.scans = count("SELECT count(*) FROM scan");
    found.objects = count("SELECT count(*) FROM object WHERE removed_scan IS NULL");
    found.changed = count("SELECT count(*) FROM object WHERE changed_scan > 1");
    // The first scan drops these and makes them again.
    if (found.scans > 0)
        CHECK(count("SELECT count(*) FROM sqlite_schema WHERE name IN ('object_by_id', 'object_by_name')") == 2);
    return found;
}

std::string bytes_of(std::string const &file) { return base::read_file(file).value_or("(missing)"); }

void check_failure(Ended const &ended, int exit, std::string const &object) {
    INFO(ended.err);
    CHECK(ended.exit == exit);
    CHECK_THAT(ended.err, Catch::Contains("scribe: error: ") && Catch::Contains(object) && Catch::Contains("\nhint: "));
    CHECK_THAT(ended.err, !Catch::Contains("internal error") && !Catch::Contains("terminate called"));
    CHECK(ended.err.find("scribe: error: ") == ended.err.rfind("scribe: error: "));
}

} // namespace scribe::failure
