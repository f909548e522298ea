// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "conformance.hpp"
#include "sqlite_file.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

using namespace scribe;
using namespace scribe::conformance;
using Catch::Contains;

namespace {

/// The error that opening the file ends with.
base::Error open_error(std::string const &file, source::OpenOptions const &options = {}) {
    try {
        auto const source = source::open("sqlite:" + file, options);
    } catch (base::Error const &error) {
        return error;
    }
    return {base::ExitCode::ok, "opened"};
}

/// Acts as a user without rights for a while, where the test runs as root.
class PlainUser {
public:
    PlainUser() : m_was_root(geteuid() == 0) {
        if (m_was_root) REQUIRE(seteuid(65534) == 0);
    }
    PlainUser(PlainUser const &) = delete;
    PlainUser &operator=(PlainUser const &) = delete;
    ~PlainUser() {
        if (m_was_root && seteuid(0) != 0) std::abort();
    }

private:
    bool m_was_root;
};

std::string bytes_of(std::string const &file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

TEST_CASE("what cannot be opened is named, with a remedy") {
    TempFolder const folder;
    auto const missing = open_error(folder.file("missing.db"));
    CHECK(missing.code() == base::ExitCode::source_connect);
    CHECK_THAT(missing.what(), Contains("missing.db") && Contains("no such file"));
    CHECK_FALSE(missing.hint().empty());
    CHECK_THAT(open_error(folder.path().string()).what(), Contains("it is a folder"));
    CHECK_THAT(open_error("").what(), Contains("no file is named"));
    CHECK_THAT(open_error("/dev/zero").what(), Contains("no ordinary file")); // SQLite takes it for an empty database
    REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
    CHECK_THAT(open_error(folder.file("pipe")).what(), Contains("no ordinary file"));

    std::ofstream{folder.file("text.db")} << std::string(5000, 'x');
    auto const text = open_error(folder.file("text.db"));
    CHECK(text.code() == base::ExitCode::source_connect);
    CHECK_THAT(text.what(), Contains("no SQLite database"));
    CHECK_FALSE(text.hint().empty());
}

TEST_CASE("a truncated file is refused") {
    TempFolder const folder;
    auto const file = folder.file("cut.db");
    run_sql(file, "CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(50000))");
    std::filesystem::resize_file(file, 10000);
    auto const error = open_error(file);
    CHECK(error.code() == base::ExitCode::source_connect);
    CHECK_THAT(error.what(), Contains("damaged or cut off"));
    CHECK_THAT(error.hint(), Contains("recover"));
}

TEST_CASE("a file that a dead writer left half written is refused") {
    TempFolder const folder;
    auto const file = folder.file("t.db");
    run_sql(file, "CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(500000))");
    sqlite3 *writer = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &writer) == SQLITE_OK);
    REQUIRE(sqlite3_exec(writer, "PRAGMA cache_size = 2; BEGIN; UPDATE t SET a = zeroblob(600000)", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    std::filesystem::copy(file, folder.file("left.db"));
    std::filesystem::copy(file + "-journal", folder.file("left.db-journal"));
    sqlite3_close(writer);
    auto const error = open_error(folder.file("left.db"));
    CHECK(error.code() == base::ExitCode::source_connect);
    CHECK_THAT(error.what(), Contains("stopped half way"));
}

TEST_CASE("a file without the right to read is refused") {
    TempFolder const folder;
    auto const file = folder.file("t.db");
    run_sql(file, "CREATE TABLE t (a)");
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    std::filesystem::permissions(file, std::filesystem::perms::none);
    PlainUser const user;
    auto const error = open_error(file);
    CHECK(error.code() == base::ExitCode::source_connect);
    CHECK_THAT(error.what(), Contains("may not open"));
}

TEST_CASE("a locked file says so after the time given") {
    TempFolder const folder;
    auto const file = folder.file("locked.db");
    run_sql(file, "CREATE TABLE t (a)");
    sqlite3 *writer = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &writer) == SQLITE_OK);
    REQUIRE(sqlite3_exec(writer, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) == SQLITE_OK);
    source::OpenOptions options;
    options.lock_timeout_ms = 50;
    auto const error = open_error(file, options);
    sqlite3_close(writer);
    CHECK(error.code() == base::ExitCode::source_connect);
    CHECK_THAT(error.what(), Contains("lock"));
}

TEST_CASE("a scan changes nothing in the file") {
    TempFolder const folder;
    auto const file = folder.file("t.db");
    run_sql(file, "CREATE TABLE t (a); INSERT INTO t VALUES (1); ANALYZE");
    auto const before = bytes_of(file);
    auto const source = source::open("sqlite:" + file, {});
    CHECK(count(scan(*source).records, model::Kind::table) == 1);
    CHECK(bytes_of(file) == before);
}

TEST_CASE("a database in a folder without the right to write is read") {
    TempFolder const folder;
    run_sql(folder.file("plain.db"), "CREATE TABLE t (a)");
    run_sql(folder.file("wal%#?.db"), "PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
    PlainUser const user;
    auto const plain = scan(*source::open("sqlite:" + folder.file("plain.db"), {}));
    CHECK(count(plain.records, model::Kind::table) == 1);
    CHECK(plain.report.notes.empty());
    auto const wal = scan(*source::open("sqlite:" + folder.file("wal%#?.db"), {}));
    CHECK(count(wal.records, model::Kind::table) == 1);
    REQUIRE(wal.report.notes.size() == 1);
    CHECK_THAT(wal.report.notes[0], Contains("write-ahead log"));
}

TEST_CASE("a database that another program writes to in WAL mode is read, its log included") {
    TempFolder const folder;
    auto const file = folder.file("wal.db");
    sqlite3 *writer = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &writer) == SQLITE_OK);
    REQUIRE(
        sqlite3_exec(
            writer,
            "PRAGMA journal_mode = WAL; CREATE TABLE a (x); CREATE TABLE b (x); BEGIN IMMEDIATE; CREATE TABLE c (x)",
            nullptr, nullptr, nullptr) == SQLITE_OK);
    auto const scanned = scan(*source::open("sqlite:" + file, {}));
    sqlite3_close(writer);
    CHECK(count(scanned.records, model::Kind::table) == 2);
}

TEST_CASE("an empty file is a database without tables") {
    TempFolder const folder;
    std::ofstream{folder.file("empty.db")};
    auto const scanned = scan(*source::open("sqlite:" + folder.file("empty.db"), {}));
    CHECK(count(scanned.records, model::Kind::table) == 0);
    CHECK(count(scanned.records, model::Kind::schema) == 1);
}

TEST_CASE("the connection test says what works and what is missing") {
    TempFolder const folder;
    auto const file = folder.file("shop.db");
    run_sql(file, "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    auto const before = source::open("sqlite:" + file, {})->test();
    CHECK(before.info.product == "SQLite");
    CHECK(before.info.database == "shop");
    CHECK(before.info.identity == std::filesystem::canonical(file).string());
    CHECK(before.info.encoding == "UTF-16le");
    CHECK(before.round_trips == 20);
    CHECK(before.round_trip_min_ms > 0);
    CHECK(before.round_trip_min_ms <= before.round_trip_median_ms);
    REQUIRE(before.missing.size() == 1);
    CHECK(before.missing[0].grant == "ANALYZE;");
    run_sql(file, "ANALYZE");
    CHECK(source::open("sqlite:" + file, {})->test().missing.empty());
}

TEST_CASE("the time limit ends the measuring, not the scan") {
    TempFolder const folder;
    auto const file = folder.file("long.db");
    run_sql(file, "PRAGMA page_size = 512; CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(60000000))");
    source::OpenOptions options;
    options.statement_timeout_ms = 1;
    source::ScanRequest request;
    request.count_rows = true;
    auto const scanned = scan(*source::open("sqlite:" + file, options), request);
    CHECK(count(scanned.records, model::Kind::table) == 1);
    REQUIRE(scanned.report.notes.size() == 1);
    CHECK_THAT(scanned.report.notes[0], Contains("time limit of 1 ms"));
}

TEST_CASE("Ctrl-C ends a scan") {
    TempFolder const folder;
    auto const file = folder.file("t.db");
    run_sql(file, "CREATE TABLE t (a)");
    // In a process of its own: what the signal sets is never taken back.
    auto const child = fork();
    if (child == 0) {
        auto code = base::ExitCode::ok;
        try {
            auto const source = source::open("sqlite:" + file, {});
            base::catch_interrupts();
            std::raise(SIGINT);
            scan(*source);
        } catch (base::Error const &error) {
            code = error.code();
        }
        _exit(static_cast<int>(code));
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == static_cast<int>(base::ExitCode::interrupted));
}
