// SPDX-License-Identifier: MIT
#include "batch/runner.hpp"

#include "batch/shard.hpp"
#include "job_fixture.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

using namespace scribe;
using namespace scribe::batch;
using catalog::ItemState;
using catalog::JobItem;
using catalog::JobState;
using std::chrono::milliseconds;
using test::JobFixture;
using test::seen;
using test::workers;
using Stop = RunReport::Stop;

namespace {

[[noreturn]] void fail(base::ExitCode code, std::string const &message) { throw base::Error{code, message}; }

/// Options with short pauses.
RunOptions quick(std::string job, int count = 4) {
    RunOptions options;
    options.job = std::move(job);
    options.workers = count;
    options.pause = milliseconds{5};
    options.patience = milliseconds{2'000};
    return options;
}

} // namespace

TEST_CASE("every item is done once, by several threads, and stored by one", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(200);
    std::mutex mutex;
    std::set<std::thread::id> threads, writers;
    std::atomic<int> at_once = 0, most_at_once = 0;
    auto const report = run(fixture.store, quick(job), workers([&](JobItem const &item, Activity &) {
                                {
                                    std::lock_guard const lock{mutex};
                                    threads.insert(std::this_thread::get_id());
                                    most_at_once = std::max<int>(most_at_once, ++at_once);
                                }
                                std::this_thread::sleep_for(milliseconds{1});
                                --at_once;
                                auto result = seen(item);
                                result.store = [&writers, store = result.store](catalog::Store &to) {
                                    writers.insert(std::this_thread::get_id());
                                    store(to);
                                };
                                return result;
                            }));
    CHECK(report.stop == Stop::none);
    CHECK(report.exit_code() == base::ExitCode::ok);
    CHECK(report.state == JobState::done);
    CHECK(report.done == 200);
    CHECK(report.items.done == 200);
    CHECK(report.rows == 2'000);
    CHECK(report.bytes == 16'000);
    CHECK(fixture.number("SELECT count(DISTINCT name) FROM seen") == 200);
    CHECK(fixture.number("SELECT count(*) FROM seen") == 200);
    CHECK(threads.size() == 4);
    CHECK(most_at_once > 1);
    CHECK(writers == std::set{std::this_thread::get_id()});
}

TEST_CASE("what fails is recorded and the rest goes on", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(20);
    auto const work = workers([](JobItem const &item, Activity &activity) {
        activity.add_rows(3);
        if (item.table == "t3") fail(base::ExitCode::source_query, "main.t3: permission denied");
        if (item.table == "t5") throw std::out_of_range{"a bug"};
        return seen(item);
    });
    auto const report = run(fixture.store, quick(job), work);
    CHECK(report.exit_code() == base::ExitCode::partial);
    CHECK(report.state == JobState::failed);
    CHECK(report.items.done == 18);
    CHECK(report.failed == 2);
    REQUIRE(report.failures.size() == 2);
    CHECK(report.failures[0].table == "t3");
    CHECK(report.failures[0].error == "main.t3: permission denied");
    CHECK(report.failures[0].error_code == "source-query");
    CHECK(report.failures[0].rows == 3);
    CHECK(report.failures[1].error == "a bug");
    CHECK(report.failures[1].error_code == "internal");
    CHECK(fixture.number("SELECT count(*) FROM seen") == 18);

    SECTION("and is done when it is tried again") {
        CHECK(catalog::retry_job(fixture.store, job) == 2);
        auto const again =
            run(fixture.store, quick(job), workers([](JobItem const &item, Activity &) { return seen(item); }));
        CHECK(again.exit_code() == base::ExitCode::ok);
        CHECK(again.done == 2);
        CHECK(again.items.done == 20);
        CHECK(again.state == JobState::done);
        CHECK(fixture.number("SELECT count(*) FROM seen") == 20);
    }
    SECTION("and stays failed for who has nothing left to do") {
        auto const again = run(fixture.store, quick(job), work);
        CHECK(again.exit_code() == base::ExitCode::partial);
        CHECK(again.done + again.failed == 0);
        CHECK(again.failures.size() == 2);
    }
}

TEST_CASE("fail-fast ends the run and leaves the rest to be resumed", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(100);
    auto options = quick(job, 2);
    options.fail_fast = true;
    auto const report = run(fixture.store, options, workers([](JobItem const &item, Activity &) {
                                if (item.table == "t10") fail(base::ExitCode::source_query, "no");
                                return seen(item);
                            }));
    CHECK(report.stop == Stop::fail_fast);
    CHECK(report.exit_code() == base::ExitCode::partial);
    CHECK(report.state == JobState::interrupted);
    CHECK(report.items.waiting >= 80);
    CHECK(report.items.running == 0);
    CHECK(catalog::find_resumable(fixture.store, "profile", "shop")->id == job);
}

TEST_CASE("a store that fails ends the run and leaves the item undone", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(3);
    CHECK_THROWS_AS(run(fixture.store, quick(job, 1), workers([](JobItem const &item, Activity &) {
                            auto result = seen(item);
                            result.store = [](catalog::Store &store) {
                                store.db().exec("INSERT INTO seen VALUES ('half')");
                                store.db().exec("INSERT INTO nowhere VALUES (1)");
                            };
                            return result;
                        })),
                    base::Error);
    CHECK(fixture.number("SELECT count(*) FROM seen") == 0);
    CHECK(fixture.items(job, ItemState::done).empty());
}

TEST_CASE("a server that restarts costs a pause, not the job", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(40);
    std::atomic<int> calls = 0, connections = 0;
    std::atomic<bool> down = false;
    std::atomic<int> refused = 0;
    WorkerFactory const factory = [&]() -> std::unique_ptr<Worker> {
        if (down && ++refused <= 6) fail(base::ExitCode::source_connect, "cannot connect: refused");
        down = false;
        ++connections;
        return std::make_unique<test::FunctionWorker>([&](JobItem const &item, Activity &) {
            if (++calls == 10) down = true;
            if (down) fail(base::ExitCode::source_connect, "server closed the connection");
            return seen(item);
        });
    };
    auto const report = run(fixture.store, quick(job, 3), factory);
    CHECK(report.exit_code() == base::ExitCode::ok);
    CHECK(report.items.done == 40);
    CHECK(refused >= 6);
    CHECK(connections > 3);
    CHECK(fixture.number("SELECT count(DISTINCT name) FROM seen") == 40);
    CHECK(fixture.number("SELECT count(*) FROM job_item WHERE attempts = 2") >= 1);
}

TEST_CASE("a table that loses the connection each time fails after three attempts", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(10);
    std::atomic<int> tries = 0;
    auto const report = run(fixture.store, quick(job, 1), workers([&](JobItem const &item, Activity &) {
                                if (item.table != "t4") return seen(item);
                                ++tries;
                                fail(base::ExitCode::source_connect, "server closed the connection");
                            }));
    CHECK(report.exit_code() == base::ExitCode::partial);
    CHECK(tries == 3);
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].attempts == 3);
    CHECK(report.failures[0].error_code == "source-connect");
    CHECK(report.items.done == 9);
}

TEST_CASE("a server that nobody ever reached is asked once", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(10);
    std::atomic<int> tries = 0;
    auto const report = run(fixture.store, quick(job), [&]() -> std::unique_ptr<Worker> {
        ++tries;
        fail(base::ExitCode::source_connect, "wrong password");
    });
    CHECK(tries == 1);
    CHECK(report.stop == Stop::disconnected);
    CHECK(report.exit_code() == base::ExitCode::source_connect);
    REQUIRE(report.error);
    CHECK(std::string{report.error->what()} == "wrong password");
    CHECK(report.state == JobState::interrupted);
    CHECK(report.items.waiting == 10);
    CHECK(fixture.number("SELECT sum(attempts) FROM job_item") == 0);
}

TEST_CASE("a server that stays away ends the run, which can be resumed", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(10);
    std::atomic<int> calls = 0;
    auto options = quick(job, 2);
    options.patience = milliseconds{100};
    auto const report = run(fixture.store, options, [&]() -> std::unique_ptr<Worker> {
        if (calls > 3) fail(base::ExitCode::source_connect, "cannot connect: refused");
        return std::make_unique<test::FunctionWorker>([&](JobItem const &item, Activity &) {
            if (++calls > 3) fail(base::ExitCode::source_connect, "server closed the connection");
            return seen(item);
        });
    });
    CHECK(report.stop == Stop::disconnected);
    CHECK(report.exit_code() == base::ExitCode::source_connect);
    CHECK(report.items.done == 3);
    CHECK(report.items.waiting == 7);
    CHECK(report.items.failed == 0);
    CHECK(report.state == JobState::interrupted);
}

TEST_CASE("two runs on one catalog share a job", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(200);
    auto const work = workers([](JobItem const &item, Activity &) {
        std::this_thread::sleep_for(milliseconds{2});
        return seen(item);
    });
    RunReport other;
    std::thread thread{[&] {
        auto store = fixture.open();
        other = run(store, quick(job, 2), work);
    }};
    auto const mine = run(fixture.store, quick(job, 2), work);
    thread.join();
    CHECK(mine.done + other.done == 200);
    CHECK(mine.done > 10);
    CHECK(other.done > 10);
    // Both saw the whole job done.
    CHECK(mine.items.done == 200);
    CHECK(other.items.done == 200);
    CHECK(fixture.number("SELECT count(*) FROM seen") == 200);
    CHECK(fixture.number("SELECT max(attempts) FROM job_item") == 1);
    CHECK(catalog::find_job(fixture.store, job).state == JobState::done);
}

TEST_CASE("a run does what a killed one had in hand, and its shard only", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(60);
    // Of five that it took it had begun two when it was killed; one that never begins anything is killed four times.
    catalog::Lease const killed{job, "killed", milliseconds{100}};
    auto items = catalog::claim_items(fixture.store, killed, {}, 0, 5);
    items.resize(2);
    for (auto &item : items) ++item.attempts;
    catalog::begin_items(fixture.store, killed, items);
    for (auto const *const owner : {"a", "b", "c", "d"}) {
        fixture.store.db().exec("UPDATE job_item SET lease_until = lease_until - 1000");
        catalog::claim_items(fixture.store, {job, owner, milliseconds{100}}, {}, 0, 60);
    }
    auto options = quick(job);
    options.shard = {1, 2};
    auto const half = run(fixture.store, options, workers([](JobItem const &item, Activity &) { return seen(item); }));
    CHECK(half.state == JobState::interrupted);
    CHECK(half.items.waiting + half.items.running == 0);
    CHECK(half.exit_code() == base::ExitCode::ok);
    options.shard = {2, 2};
    auto const rest = run(fixture.store, options, workers([](JobItem const &item, Activity &) { return seen(item); }));
    CHECK(rest.state == JobState::done);
    CHECK(half.done + rest.done == 60);
    CHECK(half.done == half.items.done);
    CHECK(fixture.number("SELECT count(DISTINCT name) FROM seen") == 60);
    CHECK(fixture.number("SELECT count(*) FROM job_item WHERE attempts = 2") == 2);
    CHECK(fixture.number("SELECT count(*) FROM job_item WHERE attempts = 1") == 58);
}

TEST_CASE("a run that outlives its leases keeps its items", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(2);
    auto options = quick(job, 1);
    options.lease = milliseconds{150};
    std::thread other;
    std::atomic<int> taken = 0;
    auto const report =
        run(fixture.store, options, workers([&](JobItem const &item, Activity &) {
                if (item.table == "t1")
                    other = std::thread{[&] {
                        auto store = fixture.open();
                        for (int i = 0; i < 20; ++i) {
                            taken += static_cast<int>(catalog::claim_items(store, {job, "thief"}, {}, 0, 1).size());
                            std::this_thread::sleep_for(milliseconds{25});
                        }
                    }};
                std::this_thread::sleep_for(milliseconds{600});
                return seen(item);
            }));
    other.join();
    CHECK(taken == 0);
    CHECK(report.done == 2);
    CHECK(fixture.number("SELECT max(attempts) FROM job_item") == 1);
}

TEST_CASE("a job that is cancelled while it runs ends soon", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(1'000);
    auto options = quick(job, 2);
    options.lease = milliseconds{200};
    std::atomic<int> calls = 0;
    auto const report = run(fixture.store, options, workers([&](JobItem const &item, Activity &) {
                                if (++calls == 10) {
                                    auto store = fixture.open();
                                    CHECK(catalog::cancel_job(store, job) > 900);
                                }
                                std::this_thread::sleep_for(milliseconds{2});
                                return seen(item);
                            }));
    CHECK(report.stop == Stop::cancelled);
    CHECK(report.state == JobState::cancelled);
    CHECK(report.exit_code() == base::ExitCode::interrupted);
    CHECK(report.done >= 10);
    CHECK(report.done < 100);
    CHECK(report.items.waiting + report.items.running == 0);
    CHECK(report.done == fixture.number("SELECT count(*) FROM seen"));
}

TEST_CASE("progress tells how far it is and what is slow", "[batch]") {
    JobFixture fixture;
    auto const job = fixture.make_job(30);
    auto options = quick(job, 2);
    options.progress_every = milliseconds{5};
    std::vector<Progress> told;
    options.progress = [&told](Progress const &progress) { told.push_back(progress); };
    run(fixture.store, options, workers([](JobItem const &item, Activity &activity) {
            if (item.table == "t2") {
                activity.add_rows(77);
                std::this_thread::sleep_for(milliseconds{300});
            }
            std::this_thread::sleep_for(milliseconds{5});
            return seen(item, 100);
        }));
    REQUIRE(told.size() > 5);
    CHECK(told.back().finished);
    CHECK(told.back().items.done == 30);
    CHECK(told.back().rows == 3'000);
    CHECK_FALSE(told.back().slowest);
    bool slow = false;
    bool left = false;
    std::int64_t before = 0;
    for (auto const &progress : told) {
        CHECK(progress.items.total() == 30);
        CHECK(progress.items.done >= before);
        before = progress.items.done;
        slow = slow || (progress.slowest && progress.slowest->table == "t2" && progress.slowest->rows == 77);
        left = left || (progress.seconds_left && *progress.seconds_left > 0);
    }
    CHECK(slow);
    CHECK(left);
}

TEST_CASE("a shard is a part of a whole", "[batch]") {
    CHECK(parse_shard("2/3").number == 2);
    CHECK(parse_shard("2/3").of == 3);
    auto const bad = GENERATE(as<std::string>{}, "", "1", "0/3", "4/3", "-1/3", "1/0", "1/3/5", "a/b", "1/ 3",
                              "1/99999999999999999999");
    CHECK_THROWS_AS(parse_shard(bad), base::Error);
}
