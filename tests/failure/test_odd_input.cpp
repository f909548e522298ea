// SPDX-License-Identifier: MIT
// Sources with nothing in them, with odd names and bytes, with values too large to be fetched, and a server that is
// silent.
#include "catalog_file.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

using namespace scribe::failure;
using Catch::Contains;

namespace {

Ended scan(Place const &place, Start const &start) {
    auto const ended = run_scribe({"scan", "sqlite:odd.db", "--catalog", "c.db"}, start);
    INFO(ended.err);
    CHECK(ended.exit == 0);
    CHECK(contents(place.file("c.db")).integrity == "ok");
    return ended;
}

std::string count(Place const &place, std::string const &condition) {
    return query(place.file("c.db"), "SELECT count(*) FROM object WHERE removed_scan IS NULL AND " + condition);
}

/// A port on which nobody ever answers.
class SilentServer {
public:
    SilentServer() : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) == 0);
        REQUIRE(::listen(m_socket, 5) == 0);
        REQUIRE(::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) == 0);
        m_port = ntohs(address.sin_port);
    }
    SilentServer(SilentServer const &) = delete;
    SilentServer &operator=(SilentServer const &) = delete;
    ~SilentServer() { ::close(m_socket); }
    int port() const { return m_port; }
    /// Waits until somebody connects.
    void wait_for_client() const { REQUIRE(::accept(m_socket, nullptr, nullptr) >= 0); }

private:
    int m_socket;
    int m_port = 0;
};

} // namespace

TEST_CASE("a database without tables, then with one") {
    Place const place;
    query(place.file("odd.db"), "PRAGMA user_version = 1");
    scan(place, place.start());
    CHECK(count(place, "kind = 'table'") == "0");
    auto const listed = run_scribe({"list", "--catalog", "c.db"}, place.start());
    INFO(listed.err);
    CHECK(listed.exit == 0);
    scribe::conformance::run_sql(place.file("odd.db"), "CREATE TABLE alone (id)");
    scan(place, place.start());
    CHECK(count(place, "kind = 'table'") == "1");
    CHECK(count(place, "kind = 'column'") == "1");
}

TEST_CASE("odd names of a file arrive in the catalog, in listings and in pages") {
    Place const place;
    std::vector<std::string> const names = {"a.b",
                                            "say \"hi\"",
                                            "it's",
                                            "back`tick",
                                            "pi|pe",
                                            "<b>bold</b>",
                                            "line\nbreak",
                                            "\xf0\x9f\x90\x98",
                                            "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
                                            " space ",
                                            "%_*?",
                                            "SELECT",
                                            "-leading",
                                            "../../up",
                                            std::string(300, 'n')};
    std::string sql;
    for (auto const &name : names) {
        std::string quoted = "\"";
        for (char const c : name) quoted.append(c == '"' ? 2 : 1, c);
        quoted += "\"";
        sql += "CREATE TABLE " + quoted + " (" + quoted + " TEXT PRIMARY KEY);";
    }
    scribe::conformance::run_sql(place.file("odd.db"), sql);
    scan(place, place.start());
    CHECK(count(place, "kind = 'table'") == std::to_string(names.size()));
    CHECK(count(place, "kind = 'column' AND table_name = name") == std::to_string(names.size()));
    CHECK(count(place, "kind = 'table' AND name = 'line' || char(10) || 'break'") == "1");
    auto const listed =
        run_scribe({"list", "--catalog", "c.db", "--type", "table", "--limit", "0", "-t", "jsonl"}, place.start());
    CHECK(std::count(listed.out.begin(), listed.out.end(), '\n') == static_cast<long>(names.size()));
    auto const exported = run_scribe({"export", "markdown", "--catalog", "c.db", "-o", "docs"}, place.start());
    INFO(exported.err);
    CHECK(exported.exit == 0);
    for (auto const &entry : std::filesystem::directory_iterator{place.path()}) {
        CHECK_THAT(entry.path().filename().string(),
                   Catch::StartsWith("docs") || Catch::StartsWith("odd.db") || Catch::StartsWith("c.db"));
    }
}

TEST_CASE("bytes that are no UTF-8 are shown as such, and told") {
    Place const place;
    scribe::conformance::run_sql(place.file("odd.db"),
                                 "CREATE TABLE \"bad\xff\xc3\" (\"col\xfe\" TEXT DEFAULT 'x\xff')");
    auto const ended = scan(place, place.start());
    CHECK_THAT(ended.err, Contains("U+FFFD"));
    CHECK(count(place, "kind = 'table' AND name LIKE 'bad\xef\xbf\xbd%'") == "1");
    CHECK(count(place, "kind = 'column' AND json_valid(body) AND body LIKE '%x\xef\xbf\xbd%'") == "1");
    auto const listed = run_scribe({"list", "--catalog", "c.db", "-t", "json"}, place.start());
    CHECK(listed.exit == 0);
    CHECK_THAT(listed.out, Contains("bad\xef\xbf\xbd") && !Contains("\xff"));
}

TEST_CASE("a value of a gigabyte is not fetched") {
    Place const place;
    scribe::conformance::run_sql(
        place.file("odd.db"),
        "CREATE TABLE large (id INTEGER PRIMARY KEY, a BLOB DEFAULT (zeroblob(1000000000)),"
        " b BLOB AS (zeroblob(1000000000)) VIRTUAL); INSERT INTO large (a) VALUES (zeroblob(30000000));"
        "CREATE VIEW all_of_it AS SELECT id, b FROM large UNION ALL SELECT 0, zeroblob(1000000000)");
    auto start = place.start();
    start.memory_limit = 700'000'000;
    scan(place, start);
    CHECK(count(place, "kind = 'column' AND table_name = 'large'") == "3");
    CHECK(count(place, "kind = 'view' AND name = 'all_of_it'") == "1");
}

TEST_CASE("Ctrl-C ends the attempt to connect to a server that is silent") {
    Place const place;
    SilentServer const server;
    Process process{
        {"scan", "postgresql://user:secret-word@127.0.0.1:" + std::to_string(server.port()) + "/x?connect_timeout=600",
         "--catalog", "c.db"},
        place.start()};
    server.wait_for_client();
    process.send(SIGINT);
    auto const ended = process.wait();
    check_failure(ended, 130, "interrupted");
    CHECK_THAT(ended.err, !Contains("secret-word"));
    CHECK_FALSE(std::filesystem::exists(place.file("c.db")));
}
