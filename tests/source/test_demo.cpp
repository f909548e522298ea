// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "conformance.hpp"
#include "sqlite_file.hpp"

#include <sqlite3.h>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;

namespace {

/// The demo database, built from its SQL.
std::string make_demo(TempFolder const &folder) {
    auto const sql = base::read_file(SCRIBE_DEMO_SQL);
    REQUIRE(sql);
    run_sql(folder.file("shop.db"), *sql);
    return folder.file("shop.db");
}

/// The first column of the first row as text.
std::string answer(std::string const &file, char const *sql) {
    sqlite3 *db = nullptr;
    REQUIRE(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    std::string text;
    auto const take = [](void *to, int, char **values, char **) {
        *static_cast<std::string *>(to) = values[0] ? values[0] : "";
        return 0;
    };
    auto const code = sqlite3_exec(db, sql, take, &text, nullptr);
    sqlite3_close(db);
    REQUIRE(code == SQLITE_OK);
    return text;
}

} // namespace

TEST_CASE("the demo database is whole and scans without a note") {
    TempFolder const folder;
    auto const file = make_demo(folder);
    CHECK(answer(file, "PRAGMA integrity_check") == "ok");
    CHECK(answer(file, "SELECT count(*) FROM pragma_foreign_key_check") == "0");

    auto const scanned = scan(*source::open("sqlite:" + file, {}));
    check_records(scanned.records);
    CHECK(scanned.report.notes.empty());
    CHECK(std::to_string(count(scanned.records, Kind::table)) ==
          answer(file, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
                       "AND name NOT LIKE 'sqlite_%'"));
    CHECK(count(scanned.records, Kind::table) >= 30);
    CHECK(count(scanned.records, Kind::view) == 5);
    CHECK(count(scanned.records, Kind::trigger) == 7);
    CHECK(get<model::View>(scanned.records, "", "v_monthly_revenue").uses.at(0).relation.name == "v_order_total");
    CHECK(std::to_string(get<model::Table>(scanned.records, "", "order_line").stats.value().rows.value()) ==
          answer(file, "SELECT count(*) FROM order_line"));
}
