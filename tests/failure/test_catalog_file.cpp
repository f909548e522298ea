// SPDX-License-Identifier: MIT
// What scribe says about a catalog that it cannot use, and that it leaves the file as it is.
#include "catalog_file.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace scribe;
using namespace scribe::failure;
using Catch::Contains;

namespace fs = std::filesystem;

namespace {

std::vector<std::string> const k_scan = {"scan", "sqlite:shop.db", "--catalog", "c.db"};
std::vector<std::string> const k_read = {"source", "list", "--catalog", "c.db"};

/// A working folder with a source of three tables and a catalog of it.
class Scanned : public Place {
public:
    Scanned() {
        make_source(file("shop.db"), 3);
        REQUIRE(run_scribe(k_scan, start()).exit == 0);
        // The log goes into the file when the last connection closes.
        REQUIRE_FALSE(fs::exists(file("c.db-wal")));
    }
    std::string catalog() const { return file("c.db"); }
};

/// Both a reader and a writer refuse the catalog with exit 6, `why` and a hint; its bytes stay.
void check_refused(Place const &place, std::string const &why) {
    auto const before = bytes_of(place.file("c.db"));
    for (auto const &command : {k_read, k_scan}) {
        auto const ended = run_scribe(command, place.start());
        check_failure(ended, 6, "c.db");
        CHECK_THAT(ended.err, Contains(why));
        CHECK(bytes_of(place.file("c.db")) == before);
    }
}

} // namespace

TEST_CASE("a catalog of a newer scribe is refused with both versions") {
    Scanned const place;
    auto const ours = query(place.catalog(), "PRAGMA user_version");
    query(place.catalog(), "PRAGMA user_version = 999");
    check_refused(place, "catalog version 999, this program knows up to " + ours);
}

TEST_CASE("a database of another program is no catalog") {
    Scanned const place;
    query(place.catalog(), "PRAGMA application_id = 252006674");
    check_refused(place, "no scribe catalog");
    fs::remove(place.catalog());
    conformance::run_sql(place.catalog(), "CREATE TABLE bookmarks (url TEXT)");
    check_refused(place, "no scribe catalog");
}

TEST_CASE("a file that is no SQLite database is no catalog") {
    Scanned const place;
    std::ofstream{place.catalog()} << std::string(20'000, 'x');
    check_refused(place, "no SQLite database");
}

TEST_CASE("a folder is no catalog") {
    Scanned const place;
    fs::remove(place.catalog());
    fs::create_directory(place.catalog());
    for (auto const &command : {k_read, k_scan}) {
        auto const ended = run_scribe(command, place.start());
        check_failure(ended, 6, "c.db");
        CHECK_THAT(ended.err, Contains("is a folder"));
    }
    CHECK(fs::is_empty(place.catalog()));
}

TEST_CASE("a pipe is no catalog, and nobody waits for what comes out of it") {
    Scanned const place;
    fs::remove(place.catalog());
    REQUIRE(::mkfifo(place.catalog().c_str(), 0600) == 0);
    for (auto const &command : {k_read, k_scan}) {
        auto const ended = run_scribe(command, place.start());
        check_failure(ended, 6, "c.db");
        CHECK_THAT(ended.err, Contains("no ordinary file"));
    }
}

TEST_CASE("a missing catalog is named by readers, and not made") {
    Scanned const place;
    fs::remove(place.catalog());
    auto const ended = run_scribe({"source", "show", "shop", "--catalog", "c.db"}, place.start());
    check_failure(ended, 6, "c.db");
    CHECK_THAT(ended.err, Contains("there is no catalog") && Contains("scribe scan"));
    CHECK_FALSE(fs::exists(place.catalog()));
}

TEST_CASE("an empty file is no catalog for readers, and becomes one by a scan") {
    Scanned const place;
    std::ofstream{place.catalog()};
    auto const ended = run_scribe(k_read, place.start());
    check_failure(ended, 6, "c.db");
    CHECK_THAT(ended.err, Contains("empty"));
    CHECK(fs::file_size(place.catalog()) == 0);
    CHECK(run_scribe(k_scan, place.start()).exit == 0);
    CHECK(contents(place.catalog()).scans == 1);
}

TEST_CASE("a truncated catalog is refused") {
    Scanned const place;
    fs::resize_file(place.catalog(), fs::file_size(place.catalog()) / 2);
    check_refused(place, "damaged");
}

TEST_CASE("a catalog that misses its last byte is refused, one whose log holds the rest is not") {
    Scanned const place;
    // The last pages hold data that no command reads, so that SQLite itself misses nothing.
    execute(open_file(place.catalog()), "CREATE TABLE filler (x); INSERT INTO filler VALUES (zeroblob(100000))");
    auto const size = fs::file_size(place.catalog());
    SECTION("cut off") {
        fs::resize_file(place.catalog(), size - 1);
        check_refused(place, "damaged (cut off: " + std::to_string(size - 1) + " of " + std::to_string(size));
    }
    SECTION("one byte") {
        fs::resize_file(place.catalog(), 1);
        check_refused(place, "damaged (cut off: 1 of");
    }
    SECTION("longer than its header says") {
        fs::resize_file(place.catalog(), size + 1);
        CHECK(run_scribe(k_read, place.start()).exit == 0);
    }
    SECTION("the log holds the end") {
        // A checkpoint that is under way: the file has its new header, and the end is still in the log alone.
        auto const reader = open_file(place.catalog());
        execute(reader, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
        execute(reader, "INSERT INTO filler VALUES (zeroblob(100000))");
        execute(reader, "PRAGMA wal_checkpoint(PASSIVE)");
        REQUIRE(fs::file_size(place.file("c.db-wal")) > 0);
        fs::resize_file(place.catalog(), fs::file_size(place.catalog()) - 1);
        CHECK(run_scribe(k_read, place.start()).exit == 0);
    }
}

TEST_CASE("a damaged page ends the scan and is named") {
    Scanned const place;
    auto const page = std::stol(query(place.catalog(), "SELECT rootpage FROM sqlite_schema WHERE name = 'object'"));
    auto const size = std::stol(query(place.catalog(), "PRAGMA page_size"));
    {
        std::fstream file{place.catalog(), std::ios::binary | std::ios::in | std::ios::out};
        file.seekp((page - 1) * size);
        file << std::string(static_cast<std::size_t>(size), '\xee');
    }
    auto const before = bytes_of(place.catalog());
    auto const ended = run_scribe(k_scan, place.start());
    check_failure(ended, 6, "c.db");
    CHECK_THAT(ended.err, Contains("damaged") && Contains("backup"));
    CHECK(bytes_of(place.catalog()) == before);
}

TEST_CASE("a catalog that may not be written can be read, and a scan says what is missing") {
    Scanned const place;
    auto const before = bytes_of(place.catalog());
    auto start = place.start();
    start.plain_user = true;
    SECTION("the file and the folder are read-only") {
        fs::permissions(place.catalog(), fs::perms{0444});
        fs::permissions(place.path(), fs::perms{0555});
    }
    SECTION("the folder is read-only") {
        fs::permissions(place.catalog(), fs::perms{0666});
        fs::permissions(place.path(), fs::perms{0555});
    }
    SECTION("the file is read-only") {
        fs::permissions(place.catalog(), fs::perms{0444});
        fs::permissions(place.path(), fs::perms{0777});
    }
    auto const read = run_scribe(k_read, start);
    INFO(read.err);
    CHECK(read.exit == 0);
    CHECK_THAT(read.out, Contains("shop"));
    auto const search = run_scribe({"search", "id", "--catalog", "c.db"}, start); // there is no index yet
    INFO(search.err);
    CHECK(search.exit == 0);
    CHECK_THAT(search.out, Contains(".id"));
    auto const scan = run_scribe(k_scan, start);
    check_failure(scan, 6, "c.db");
    CHECK_THAT(scan.err, Contains("writ"));
    fs::permissions(place.path(), fs::perms{0755});
    CHECK(bytes_of(place.catalog()) == before);
}

TEST_CASE("a catalog in a folder that cannot be made or written is refused") {
    Scanned const place;
    auto start = place.start();
    start.plain_user = true;
    fs::permissions(place.path(), fs::perms{0555});
    for (auto const *catalog : {"new.db", "new/new.db"}) {
        check_failure(run_scribe({"scan", "sqlite:shop.db", "--catalog", catalog}, start), 6, "new");
    }
    CHECK_FALSE(fs::exists(place.file("new.db")));
}

TEST_CASE("a file without the right to read is refused") {
    Scanned const place;
    fs::permissions(place.catalog(), fs::perms::none);
    auto start = place.start();
    start.plain_user = true;
    check_failure(run_scribe(k_read, start), 6, "c.db");
}

TEST_CASE("a reader gives up on a catalog that stays locked") {
    Scanned const place;
    auto const other = open_file(place.catalog());
    execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE source SET url = url");
    auto const ended = run_scribe(k_read, place.start());
    check_failure(ended, 6, "c.db");
    CHECK_THAT(ended.err, Contains("another program") && Contains("try again"));
}

TEST_CASE("what a killed writer left is undone by the next reader") {
    Scanned const place;
    auto const before = contents(place.catalog());
    {
        // The state of a machine that went down: a half written file and the journal that undoes it.
        auto const other = open_file(place.catalog());
        execute(other, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; UPDATE object SET body = body || "
                       "hex(zeroblob(4000))");
        fs::copy(place.catalog(), place.file("half.db"));
        fs::copy(place.catalog() + "-journal", place.file("half.db-journal"));
    }
    auto start = place.start();
    SECTION("where it may be written") {
        auto const read = run_scribe({"source", "list", "--catalog", "half.db"}, start);
        INFO(read.err);
        CHECK(read.exit == 0);
        CHECK_THAT(read.out, Contains("shop"));
        CHECK(contents(place.file("half.db")) == before);
    }
    SECTION("where it may not: nothing half done is read") {
        start.plain_user = true;
        fs::permissions(place.path(), fs::perms{0555});
        auto const read = run_scribe({"source", "list", "--catalog", "half.db"}, start);
        check_failure(read, 6, "half.db");
        fs::permissions(place.path(), fs::perms{0755});
    }
}

TEST_CASE("a search uses the index as it is where the catalog may not be written") {
    Scanned const place;
    std::vector<std::string> const search = {"search", "zebra", "--catalog", "c.db"};
    REQUIRE(run_scribe(search, place.start()).exit == 0);
    conformance::run_sql(place.file("shop.db"), "CREATE TABLE zebra (id)");
    REQUIRE(run_scribe(k_scan, place.start()).exit == 0);
    auto const before = bytes_of(place.catalog());
    fs::permissions(place.catalog(), fs::perms{0444});
    fs::permissions(place.path(), fs::perms{0555});
    auto start = place.start();
    start.plain_user = true;
    auto const read = run_scribe(search, start);
    fs::permissions(place.path(), fs::perms{0755});
    INFO(read.err);
    CHECK(read.exit == 0);
    CHECK(read.out.empty());
    CHECK_THAT(read.err, Contains("warning") && Contains("may not be written"));
    CHECK(bytes_of(place.catalog()) == before);
}
