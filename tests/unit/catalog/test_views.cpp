// SPDX-License-Identifier: MIT
#include "catalog/report/query.hpp"
#include "catalog/store.hpp"

#include <catch2/catch.hpp>
#include <stdlib.h>

#include <fstream>
#include <map>

using namespace scribe;

namespace {

struct Fixture {
    std::string folder = "/tmp/scribe-views-XXXXXX";
    std::optional<catalog::Store> store;

    Fixture() {
        REQUIRE(mkdtemp(folder.data()));
        store = catalog::Store::open(folder + "/catalog.db", catalog::Access::create);
    }
    ~Fixture() {
        store.reset();
        std::filesystem::remove_all(folder);
    }

    /// The rows of a query, their cells joined with '|'.
    std::vector<std::string> rows(std::string_view sql) {
        std::vector<std::string> lines;
        catalog::QuerySink sink;
        sink.columns = [](std::vector<std::string> const &) {};
        sink.row = [&lines](sqlite::Stmt &row) {
            std::string line;
            for (int i = 0; i < row.column_count(); ++i) line += (i ? "|" : "") + std::string{row.get_text(i)};
            lines.push_back(line);
        };
        catalog::query(*store, sql, sink);
        return lines;
    }
};

using Columns = std::vector<std::string>;

/// The columns that docs/catalog-views.md promises, view by view.
std::map<std::string, Columns> documented() {
    std::ifstream file{SCRIBE_SOURCE_FOLDER "/docs/catalog-views.md"};
    std::map<std::string, Columns> views;
    std::string line, view;
    while (std::getline(file, line)) {
        if (line.starts_with("## ")) view = line.substr(3);
        if (!line.starts_with("| ") || line == "| column | what |") continue;
        views[view].push_back(line.substr(2, line.find(" |", 2) - 2));
    }
    return views;
}

} // namespace

TEST_CASE("the views are those that the documentation promises", "[catalog]") {
    Fixture fixture;
    std::map<std::string, Columns> views;
    for (auto const &view : fixture.rows("SELECT name FROM sqlite_schema WHERE type = 'view'")) {
        CHECK(view.starts_with("v_"));
        views[view] = fixture.rows("SELECT name FROM pragma_table_info('" + view + "') ORDER BY cid");
        CHECK(fixture.rows("SELECT * FROM " + view).empty()); // and each can be read
    }
    CHECK(views.size() >= 15);
    auto const promised = documented();
    CHECK(views.size() == promised.size());
    for (auto const &[view, columns] : views) {
        INFO(view);
        REQUIRE(promised.contains(view));
        CHECK(columns == promised.at(view));
    }
    std::ifstream file{SCRIBE_SOURCE_FOLDER "/docs/man/scribe-sql.1.md"};
    std::string const manual{std::istreambuf_iterator<char>{file}, {}};
    for (auto const &[view, columns] : views) CHECK_THAT(manual, Catch::Contains("**" + view + "**"));
}

TEST_CASE("a query can only read", "[catalog]") {
    Fixture fixture;
    auto const sql =
        GENERATE(as<std::string>{}, "DELETE FROM object", "INSERT INTO scan DEFAULT VALUES", "DROP VIEW v_tables",
                 "ATTACH ':memory:' AS other", "PRAGMA user_version = 9", "VACUUM", "BEGIN", "CREATE TEMP TABLE t (a)",
                 "SELECT 1; DELETE FROM object", "SELECT load_extension('x')", "", "-- nothing",
                 "SELECT * FROM nowhere", "SELECT 1;;SELECT 2");
    INFO(sql);
    try {
        fixture.rows(sql);
        FAIL("it ran");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::usage);
        CHECK_FALSE(error.hint().empty());
    }
    CHECK(fixture.store->db().query_int("PRAGMA user_version") == catalog::schema_version());
}

TEST_CASE("a stored password does not come out of a query", "[catalog]") {
    Fixture fixture;
    catalog::SourceRow row;
    row.name = "shop";
    row.url = "postgresql:///shop";
    row.secret = "sealed";
    fixture.store->save_source(row);
    CHECK(fixture.rows("SELECT name, secret FROM source") == std::vector<std::string>{"shop|"});
    CHECK(fixture.rows("SELECT count(*) FROM source WHERE secret IS NOT NULL") == std::vector<std::string>{"0"});
    CHECK(fixture.store->find_source("shop")->secret == "sealed"); // only queries are limited
}
