// SPDX-License-Identifier: MIT
// What goes wrong between scribe and a PostgreSQL server, in the middle of a scan.
#include "catalog_file.hpp"
#include "pg_server.hpp"

#include <csignal>
#include <filesystem>

using namespace scribe::failure;
using Catch::Contains;

namespace {

/// A database whose earlier state the catalog knows.
class Known : public Place {
public:
    Known() {
        Admin admin{database.name()};
        admin("CREATE TABLE before_all (id int PRIMARY KEY, name text)");
        REQUIRE(scan().exit == 0);
        before = contents(file("c.db"));
        REQUIRE(before.scans == 1);
        admin("CREATE TABLE added_later (id int PRIMARY KEY)");
    }

    std::vector<std::string> command(std::vector<std::string> const &more = {}) const {
        std::vector<std::string> words = {"scan", database.url(), "--catalog", "c.db"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    Ended scan(std::vector<std::string> const &more = {}) const { return run_scribe(command(more), start()); }

    /// The catalog holds what it held, and the next scan finds what is new.
    void check_kept() const {
        CHECK(contents(file("c.db")) == before);
        auto const again = scan();
        INFO(again.err);
        CHECK(again.exit == 0);
        CHECK(query(file("c.db"), "SELECT count(*) FROM object WHERE kind = 'table' AND name = 'added_later'") == "1");
    }

    Database database;
    Contents before;
};

} // namespace

TEST_CASE("a scan whose session is terminated keeps the earlier state") {
    Known const known;
    {
        Barrier barrier{known.database.name()};
        Process scan{known.command({"--lock-timeout", "0"}), known.start()};
        Admin{"postgres"}("SELECT pg_terminate_backend(" + barrier.wait_for_scan() + ")");
        auto const ended = scan.wait();
        check_failure(ended, 4, "policies");
        CHECK_THAT(ended.err, Contains("policies failed: terminating connection due to administrator command\nhint: "
                                       "the catalog keeps its earlier state"));
    }
    known.check_kept();
}

TEST_CASE("a scan whose statement is cancelled by an administrator keeps the earlier state") {
    Known const known;
    {
        Barrier barrier{known.database.name()};
        Process scan{known.command({"--lock-timeout", "0"}), known.start()};
        Admin{"postgres"}("SELECT pg_cancel_backend(" + barrier.wait_for_scan() + ")");
        auto const ended = scan.wait();
        check_failure(ended, 5, "policies");
        CHECK_THAT(ended.err, Contains("user request") && Contains("somebody cancelled it"));
    }
    known.check_kept();
}

TEST_CASE("a scan that runs into a time limit names it and keeps the earlier state") {
    Known const known;
    {
        Barrier const barrier{known.database.name()};
        auto const statement = known.scan({"--lock-timeout", "0", "--statement-timeout", "1"});
        check_failure(statement, 5, "policies");
        CHECK_THAT(statement.err, Contains("statement timeout") && Contains("--statement-timeout"));
        auto const lock = known.scan({"--lock-timeout", "1"});
        check_failure(lock, 5, "policies");
        CHECK_THAT(lock.err, Contains("lock timeout") && Contains("hint: another session holds an exclusive lock") &&
                                 Contains("pg_locks WHERE mode = 'AccessExclusiveLock' AND granted") &&
                                 Contains("--lock-timeout"));
    }
    known.check_kept();
}

TEST_CASE("a signal cancels the statement on the server, and the catalog keeps the earlier state") {
    Known const known;
    {
        Barrier barrier{known.database.name()};
        for (int const signal : {SIGINT, SIGTERM}) {
            Process scan{known.command({"--lock-timeout", "0"}), known.start()};
            barrier.wait_for_scan();
            scan.send(signal);
            check_failure(scan.wait(), 130, "interrupted");
            // The lock is still held: without being cancelled the statement would wait on.
            wait_until([&barrier] { return barrier.scans() == "0"; });
        }
    }
    known.check_kept();
}

TEST_CASE("a scan killed in its middle keeps the earlier state") {
    Known const known;
    {
        Barrier barrier{known.database.name()};
        Process scan{known.command({"--lock-timeout", "0"}), known.start()};
        barrier.wait_for_scan();
        scan.send(SIGKILL);
        CHECK(scan.wait().signal == SIGKILL);
        auto const listed = run_scribe({"list", "--catalog", "c.db"}, known.start());
        CHECK(listed.exit == 0);
        CHECK_THAT(listed.out, Contains("before_all"));
    }
    known.check_kept();
}

TEST_CASE("the catalog can be listed while a scan waits for its server") {
    Known const known;
    Barrier barrier{known.database.name()};
    auto const catalog = GENERATE("c.db", "new.db");
    Process scan{{"scan", known.database.url(), "--catalog", catalog, "--lock-timeout", "0"}, known.start()};
    barrier.wait_for_scan();
    auto const listed = run_scribe({"list", "--catalog", catalog}, known.start());
    INFO(listed.err);
    CHECK(listed.exit == 0);
    CHECK_THAT(listed.out, !Contains("added_later"));
}

TEST_CASE("a server without a free connection is exit 4 with a hint") {
    Place const place;
    Database const database;
    Admin admin{"postgres"};
    auto const role = database.name() + "_limited";
    admin("CREATE ROLE " + role + " LOGIN PASSWORD 'secret-word' CONNECTION LIMIT 0");
    auto const ended = run_scribe(
        {"scan", "postgresql:///" + database.name() + "?user=" + role + "&password=secret-word", "--catalog", "c.db"},
        place.start());
    admin("DROP ROLE " + role);
    check_failure(ended, 4, role);
    CHECK_THAT(ended.err,
               Contains("too many connections") && Contains("no free connection") && !Contains("secret-word"));
    CHECK_FALSE(std::filesystem::exists(place.file("c.db")));
}

TEST_CASE("databases with nothing, with extensions only, with one table") {
    Place const place;
    Database const database;
    Admin admin{database.name()};
    auto const scan = [&] {
        auto const ended = run_scribe({"scan", database.url(), "--catalog", "c.db"}, place.start());
        INFO(ended.err);
        CHECK(ended.exit == 0);
    };
    auto const count = [&place](std::string const &kind) {
        return query(place.file("c.db"),
                     "SELECT count(*) FROM object WHERE removed_scan IS NULL AND extension = '' AND kind = '" + kind +
                         "'");
    };
    scan();
    CHECK(count("table") == "0");
    CHECK(count("schema") == "1");
    CHECK(run_scribe({"list", "--catalog", "c.db"}, place.start()).exit == 0);
    admin("CREATE EXTENSION pg_stat_statements");
    scan();
    CHECK(count("view") == "0");
    CHECK(count("routine") == "0");
    CHECK(query(place.file("c.db"),
                "SELECT count(*) FROM object WHERE kind = 'extension' AND name = 'pg_stat_statements'") == "1");
    CHECK(query(place.file("c.db"),
                "SELECT count(*) > 0 FROM object WHERE kind = 'routine' AND extension = 'pg_stat_statements'") == "1");
    admin("CREATE TABLE alone (id int)");
    scan();
    CHECK(count("table") == "1");
    CHECK(count("column") == "1");
}

TEST_CASE("odd names of a server arrive in the catalog and in listings as they are") {
    Place const place;
    Database const database;
    Admin admin{database.name()};
    std::string const longest(63, 'n');
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
                                            "back\\slash",
                                            "$$",
                                            "SELECT",
                                            longest};
    auto const quoted = [](std::string const &name) {
        std::string out = "\"";
        for (char const c : name) out.append(c == '"' ? 2 : 1, c);
        return out + "\"";
    };
    for (auto const &name : names) {
        admin("CREATE SCHEMA " + quoted(name));
        admin("CREATE TABLE " + quoted(name) + "." + quoted(name) + " (" + quoted(name) + " int PRIMARY KEY)");
        admin("COMMENT ON TABLE " + quoted(name) + "." + quoted(name) + " IS 'of " + (name == "it's" ? "it''s" : name) +
              "'");
    }
    auto const scan = run_scribe({"scan", database.url(), "--catalog", "c.db"}, place.start());
    INFO(scan.err);
    REQUIRE(scan.exit == 0);
    auto const handle = open_file(place.file("c.db"));
    for (auto const &name : names) {
        INFO(name);
        sqlite3_stmt *statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(handle.get(),
                                   "SELECT count(*) FROM object WHERE (kind = 'table' AND schema_name = ?1 AND name = "
                                   "?1 AND comment = 'of ' || ?1) "
                                   "OR (kind = 'column' AND schema_name = ?1 AND table_name = ?1 AND name = ?1)",
                                   -1, &statement, nullptr) == SQLITE_OK);
        sqlite3_bind_text(statement, 1, name.c_str(), -1, SQLITE_TRANSIENT);
        REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
        CHECK(sqlite3_column_int(statement, 0) == 2);
        sqlite3_finalize(statement);
    }
    auto const listed =
        run_scribe({"list", "--catalog", "c.db", "--type", "table", "--limit", "0", "-t", "jsonl"}, place.start());
    CHECK(listed.exit == 0);
    CHECK(std::count(listed.out.begin(), listed.out.end(), '\n') == static_cast<long>(names.size()));
    auto const exported = run_scribe({"export", "markdown", "--catalog", "c.db", "-o", "docs"}, place.start());
    INFO(exported.err);
    CHECK(exported.exit == 0);
}

TEST_CASE("what is dropped while a scan reads it makes the scan begin anew") {
    Place const place;
    Database const database;
    Admin admin{database.name()};
    admin("CREATE TABLE kept (id int CHECK (id > 0)); CREATE VIEW kept_view AS SELECT id FROM kept");
    admin("CREATE TABLE gone (id int CHECK (id > 1)); CREATE INDEX gone_index ON gone ((id + 1)); CREATE TABLE under "
          "(id int); CREATE VIEW gone_view AS SELECT id FROM under");
    // The functions that write definitions look at the newest state, the scan at that of its begin.
    auto const [catalog, drop] = GENERATE(table<std::string, std::string>(
        {{"pg_constraint", "DROP TABLE gone"}, {"pg_rewrite", "DROP TABLE under CASCADE"}}));
    INFO(drop);
    admin("BEGIN");
    admin("LOCK TABLE pg_catalog." + catalog + " IN ACCESS EXCLUSIVE MODE");
    Process scan{{"scan", database.url(), "--catalog", "c.db", "--lock-timeout", "0"}, place.start()};
    Admin watcher{"postgres"};
    auto const waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name() +
                         "' AND application_name = 'scribe/scan' AND wait_event_type = 'Lock'";
    wait_until([&] { return watcher(waiting) == "1"; });
    admin(drop);
    admin("COMMIT");
    auto const ended = scan.wait();
    INFO(ended.err);
    CHECK(ended.exit == 0);
    CHECK(query(place.file("c.db"), "SELECT count(*) FROM object WHERE kind IN ('constraint', 'index', 'view') AND "
                                    "coalesce(body ->> 'definition', '') = ''") == "0");
    CHECK(query(place.file("c.db"),
                "SELECT count(*) FROM object WHERE name LIKE 'kept%' AND kind IN ('table', 'view')") == "2");
}

namespace {

/// A catalog that knows the tables a and b, of which another session locks one.
class Locked : public Place {
public:
    explicit Locked(std::string const &table) {
        admin("CREATE TABLE a AS SELECT i AS id FROM generate_series(1, 100) i");
        admin("CREATE TABLE b AS SELECT * FROM a");
        REQUIRE(run_scribe({"scan", database.url(), "--as", "shop", "--catalog", "c.db"}, start()).exit == 0);
        admin("BEGIN");
        admin("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
    /// "a done, b failed"
    std::string states() const {
        return query(file("c.db"), "SELECT group_concat(table_name || ' ' || state, ', ') FROM job_item");
    }

    Database database;
    Admin admin{database.name()};
};

} // namespace

TEST_CASE("a scan reads what it can of a table that is locked") {
    Place const place;
    Database const database;
    Admin admin{database.name()};
    admin("CREATE TABLE held (id int CHECK (id > 0), twice int GENERATED ALWAYS AS (id * 2) STORED)");
    admin("CREATE VIEW reader AS SELECT id FROM held");
    std::vector<std::string> const scan = {"scan", database.url(),   "--as", "shop", "--catalog",
                                           "c.db", "--lock-timeout", "1",    "-t",   "json"};
    auto const definition = "SELECT coalesce(body ->> 'definition', 'none') FROM object WHERE kind = 'view'";
    // The first scan has all but the expressions, and the next one that may adds them.
    admin("BEGIN");
    admin("LOCK TABLE ONLY held IN ACCESS EXCLUSIVE MODE");
    auto const first = run_scribe(scan, place.start());
    INFO(first.err);
    CHECK(first.exit == 8);
    CHECK_THAT(first.err,
               Contains("note     3 objects (column public.held.twice, ...) not read in full: another session "
                        "holds an exclusive lock"));
    CHECK_THAT(first.out, Contains("\"partial\": 3,"));
    CHECK(query(place.file("c.db"), definition) == "none");
    CHECK(query(place.file("c.db"), "SELECT group_concat(name) FROM object WHERE kind = 'column'") == "id,twice,id");
    admin("COMMIT");
    auto const second = run_scribe(scan, place.start());
    CHECK(second.exit == 0);
    CHECK_THAT(second.out, Contains("\"changed\": 3,"));
    auto const whole = query(place.file("c.db"), definition);
    CHECK_THAT(whole, Contains("FROM public.held"));
    // Once known, they stay.
    admin("ALTER TABLE held ADD later int");
    admin("BEGIN");
    admin("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
    auto const third = run_scribe(scan, place.start());
    CHECK(third.exit == 8);
    CHECK_THAT(third.out, Contains("\"added\": 1,") && Contains("\"changed\": 0,") && Contains("\"removed\": 0,"));
    CHECK(query(place.file("c.db"), definition) == whole);
}

TEST_CASE("a profile whose session is terminated takes the table up again") {
    Locked place{"b"};
    Process profile{{"profile", "--catalog", "c.db", "--lock-timeout", "0", "--statement-timeout", "0"}, place.start()};
    Admin watcher{"postgres"};
    auto const waiting = "SELECT pid FROM pg_stat_activity WHERE datname = '" + place.database.name() +
                         "' AND application_name = 'scribe/profile' AND wait_event_type = 'Lock'";
    std::string pid;
    wait_until([&] { return !(pid = watcher(waiting)).empty(); });
    watcher("SELECT pg_terminate_backend(" + pid + ")");
    // It is there again, over another connection, and waits for the same lock.
    wait_until([&] {
        auto const next = watcher(waiting);
        return !next.empty() && next != pid;
    });
    place.admin("COMMIT");
    auto const ended = profile.wait();
    INFO(ended.err);
    CHECK(ended.exit == 0);
    CHECK(place.states() == "a done, b done");
    CHECK(query(place.file("c.db"), "SELECT attempts FROM job_item WHERE table_name = 'b'") == "2");
    CHECK(query(place.file("c.db"), "SELECT count(*) FROM profile") == "2");
}

TEST_CASE("a table that is locked is given up, the rest goes on") {
    Locked const place{"a"};
    auto const ended = run_scribe({"profile", "--catalog", "c.db", "--lock-timeout", "1"}, place.start());
    INFO(ended.err);
    CHECK(ended.exit == 8);
    CHECK(place.states() == "a failed, b done");
}

TEST_CASE("a table that reaches the time limit of statements is recorded, the rest goes on") {
    Locked const place{"a"};
    auto const ended =
        run_scribe({"profile", "--catalog", "c.db", "--lock-timeout", "0", "--statement-timeout", "1"}, place.start());
    INFO(ended.err);
    CHECK(ended.exit == 8);
    CHECK(place.states() == "a failed, b done");
    CHECK_THAT(query(place.file("c.db"), "SELECT error_code || ': ' || error FROM job_item WHERE table_name = 'a'"),
               Contains("source-query") && Contains("statement timeout") && Contains("--statement-timeout SECONDS"));
}

TEST_CASE("Ctrl-C cancels what a profile reads, and its job is resumed") {
    Locked place{"b"};
    std::vector<std::string> command = {"profile", "--catalog",           "c.db", "--lock-timeout",
                                        "0",       "--statement-timeout", "0"};
    auto const sessions = [&place](std::string const &more) {
        return "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + place.database.name() +
               "' AND application_name = 'scribe/profile'" + more;
    };
    Admin watcher{"postgres"};
    {
        Process profile{command, place.start()};
        wait_until([&] { return watcher(sessions(" AND wait_event_type = 'Lock'")) == "1"; });
        wait_until([&] { return place.states() == "a done, b running"; });
        profile.send(SIGINT);
        auto const ended = profile.wait();
        INFO(ended.err);
        CHECK(ended.exit == 130);
        CHECK_THAT(ended.err, Contains("interrupted: 1 of 2 tables done") && Contains("--resume goes on"));
    }
    // The lock is still held: without being cancelled the statement would wait on.
    wait_until([&] { return watcher(sessions("")) == "0"; });
    CHECK(place.states() == "a done, b waiting");
    place.admin("COMMIT");
    command.emplace_back("--resume");
    auto const resumed = run_scribe(command, place.start());
    INFO(resumed.err);
    CHECK(resumed.exit == 0);
    CHECK(place.states() == "a done, b done");
    CHECK(query(place.file("c.db"), "SELECT count(*) FROM profile") == "2");
}
