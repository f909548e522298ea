// SPDX-License-Identifier: MIT
// Several processes on one job: killed, interrupted, side by side.
#include "base/interrupt.hpp"
#include "batch/runner.hpp"
#include "job_fixture.hpp"

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

using namespace scribe;
using namespace scribe::batch;
using catalog::JobState;
using std::chrono::milliseconds;
using test::JobFixture;

namespace {

constexpr milliseconds k_lease{250};

/// Works on the job, some milliseconds a table, and notes each table and who did it.
RunReport work_on(catalog::Store &store, std::string const &job, int workers, milliseconds lease = k_lease) {
    RunOptions options;
    options.job = job;
    options.workers = workers;
    options.lease = lease;
    return run(store, options, test::workers([](catalog::JobItem const &item, Activity &) {
                   for (int i = 0; i < 5; ++i) {
                       std::this_thread::sleep_for(milliseconds{1});
                       base::check_interrupt();
                   }
                   ItemResult result{.rows = 1};
                   result.store = [name = item.table + " " + std::to_string(::getpid())](catalog::Store &to) {
                       sqlite::Stmt insert{to.db(), "INSERT INTO seen VALUES (?)"};
                       insert.bind(1, name);
                       insert.run();
                   };
                   return result;
               }));
}

/// A process that works on the job and ends with the exit code of the run.
pid_t start(JobFixture const &fixture, std::string const &job, int workers, milliseconds lease = k_lease) {
    auto const pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid > 0) return pid;
    try {
        base::catch_interrupts();
        auto store = fixture.open();
        ::_exit(static_cast<int>(work_on(store, job, workers, lease).exit_code()));
    } catch (std::exception const &) {
        ::_exit(99);
    }
}

/// The exit code, or the negative number of the signal that ended it.
int end_of(pid_t pid) {
    int status = 0;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

void wait_for_done(JobFixture &fixture, std::int64_t tables) {
    for (int i = 0; fixture.number("SELECT count(*) FROM seen") < tables; ++i) {
        REQUIRE(i < 10'000);
        std::this_thread::sleep_for(milliseconds{2});
    }
}

std::int64_t tables_seen(JobFixture &fixture) {
    return fixture.number("SELECT count(DISTINCT substr(name, 1, instr(name, ' '))) FROM seen");
}

} // namespace

TEST_CASE("a process that is killed loses what it has in hand, and no more", "[batch]") {
    auto const seed = std::random_device{}();
    std::mt19937 random{seed};
    for (int round = 0; round < 5; ++round) {
        INFO("seed " << seed << ", round " << round);
        JobFixture fixture;
        auto const job = fixture.make_job(60);
        auto const pid = start(fixture, job, 3);
        wait_for_done(fixture, 1 + static_cast<int>(random() % 40));
        ::kill(pid, SIGKILL);
        REQUIRE(end_of(pid) == -SIGKILL);
        auto const before = fixture.number("SELECT count(*) FROM seen");
        CHECK(before == fixture.number("SELECT count(*) FROM job_item WHERE state = 'done'"));
        CHECK(catalog::find_resumable(fixture.store, "profile", "shop")->id == job);
        auto const report = work_on(fixture.store, job, 3);
        CHECK(report.done == 60 - before);
        CHECK(report.state == JobState::done);
        CHECK(fixture.number("SELECT count(*) FROM seen") == 60);
        CHECK(tables_seen(fixture) == 60);
        // What the killed one had: an item a worker, and as many that were next.
        CHECK(fixture.number("SELECT count(*) FROM job_item WHERE attempts > 1") <= 6);
    }
}

TEST_CASE("what a killed process had in hand is done first by the next one, whose leases have not ended", "[batch]") {
    constexpr milliseconds hour = std::chrono::hours{1};
    JobFixture fixture;
    auto const job = fixture.make_job(60);
    auto const pid = start(fixture, job, 3, hour);
    wait_for_done(fixture, 10);
    ::kill(pid, SIGKILL);
    REQUIRE(end_of(pid) == -SIGKILL);
    auto const done = fixture.number("SELECT count(*) FROM seen");
    auto const in_hand = "SELECT count(*) FROM job_item WHERE state = 'running'";
    CHECK(fixture.number(in_hand) > 0);
    // Of a process elsewhere nobody knows whether it runs.
    fixture.store.db().exec("UPDATE job_item SET lease_owner = '01 elsewhere/pid:[1]/1/1' WHERE position = 60; "
                            "UPDATE job_item SET state = 'running', lease_until = 9e15 WHERE position = 60");
    catalog::open_job(fixture.store, {job, catalog::new_owner(), hour});
    CHECK(fixture.number(in_hand) == 1);
    auto const first = catalog::claim_items(fixture.store, {job, "next", hour}, {}, 0, 1);
    REQUIRE(first.size() == 1);
    CHECK(first.front().position <= done + 1);
}

TEST_CASE("processes share a job, and another does what a killed one had in hand", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(120);
    auto const killed = start(fixture, job, 2);
    auto const left = start(fixture, job, 2);
    wait_for_done(fixture, 30);
    ::kill(killed, SIGKILL);
    CHECK(end_of(killed) == -SIGKILL);
    CHECK(end_of(left) == 0);
    CHECK(catalog::find_job(fixture.store, job).state == JobState::done);
    CHECK(fixture.number("SELECT count(*) FROM seen") == 120);
    CHECK(tables_seen(fixture) == 120);
    CHECK(fixture.number("SELECT count(*) FROM seen WHERE name LIKE '% " + std::to_string(killed) + "'") > 0);
    CHECK(fixture.number("SELECT count(*) FROM seen WHERE name LIKE '% " + std::to_string(left) + "'") > 30);
}

TEST_CASE("a process that is interrupted gives back what it has in hand", "[batch]") {
    auto const seed = std::random_device{}();
    std::mt19937 random{seed};
    for (auto const signal : {SIGINT, SIGTERM}) {
        INFO("seed " << seed);
        JobFixture fixture;
        auto const job = fixture.make_job(200);
        auto const pid = start(fixture, job, 3);
        wait_for_done(fixture, 1 + static_cast<int>(random() % 50));
        ::kill(pid, signal);
        CHECK(end_of(pid) == 130);
        auto const row = catalog::find_job(fixture.store, job);
        CHECK(row.state == JobState::interrupted);
        CHECK(row.items.running == 0);
        CHECK(row.items.failed == 0);
        CHECK(row.items.done < 200);
        CHECK(row.items.done == fixture.number("SELECT count(*) FROM seen"));
        CHECK(work_on(fixture.store, job, 3).state == JobState::done);
        CHECK(tables_seen(fixture) == 200);
        CHECK(fixture.number("SELECT max(attempts) FROM job_item") == 1);
    }
}

TEST_CASE("the work of claiming grows with the items, not with their square", "[batch]") {
    auto const steps = [](int tables) {
        JobFixture fixture;
        auto const job = fixture.make_job(tables);
        std::int64_t sum = 0;
        sqlite3_trace_v2(
            fixture.store.db().handle(), SQLITE_TRACE_PROFILE,
            [](unsigned, void *to, void *statement, void *) {
                *static_cast<std::int64_t *>(to) +=
                    sqlite3_stmt_status(static_cast<sqlite3_stmt *>(statement), SQLITE_STMTSTATUS_VM_STEP, 1);
                return 0;
            },
            &sum);
        RunOptions options;
        options.job = job;
        options.workers = 2;
        options.shard = {2, 3}; // what others do is in the way
        auto const report =
            run(fixture.store, options,
                test::workers([](catalog::JobItem const &item, Activity &) { return test::seen(item); }));
        CHECK(report.done > tables / 4);
        sqlite3_trace_v2(fixture.store.db().handle(), 0, nullptr, nullptr);
        return sum;
    };
    auto const few = steps(500);
    auto const many = steps(4'000);
    CHECK(few > 0);
    CHECK(many < few * 12);
}

TEST_CASE("ten thousand items are done without being held in memory", "[batch]") {
    JobFixture fixture;
    constexpr int k_tables = 10'000;
    RunOptions options;
    options.job = fixture.make_job(k_tables);
    options.workers = 4;
    std::atomic<std::int64_t> alive = 0, most = 0;
    auto const report = run(fixture.store, options, test::workers([&](catalog::JobItem const &, Activity &) {
                                most = std::max<std::int64_t>(most, ++alive);
                                ItemResult result{.rows = 1};
                                result.store = [&](catalog::Store &) { --alive; };
                                return result;
                            }));
    CHECK(report.done == k_tables);
    CHECK(report.state == JobState::done);
    CHECK(most <= 8); // results that wait to be stored
}

TEST_CASE("items are begun in the order of work", "[batch]") {
    JobFixture fixture;
    RunOptions options;
    options.job = fixture.make_job(300);
    options.workers = 1; // of several, one may overtake another between two statements
    std::int64_t expected = 0;
    auto const report = run(fixture.store, options, test::workers([&](catalog::JobItem const &item, Activity &) {
                                CHECK(item.position == ++expected);
                                return ItemResult{};
                            }));
    CHECK(report.done == 300);
}
