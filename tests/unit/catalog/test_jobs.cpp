// SPDX-License-Identifier: MIT
#include "../batch/job_fixture.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

using namespace scribe;
using namespace scribe::catalog;
using scribe::test::JobFixture;
using std::chrono::milliseconds;

namespace {

std::string tables(std::vector<JobItem> const &items) {
    std::vector<std::string> names;
    for (auto const &item : items) names.push_back(item.table);
    return base::join(names, " ");
}

base::ExitCode code_of(std::function<void()> const &action) {
    try {
        action();
    } catch (base::Error const &error) {
        CHECK_FALSE(error.hint().empty());
        return error.code();
    }
    return base::ExitCode::ok;
}

} // namespace

TEST_CASE("items are claimed in order, each once", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(5);
    Lease const ann{job, "ann"};
    Lease const bob{job, "bob"};
    CHECK(tables(claim_items(fixture.store, ann, {}, 0, 2)) == "t1 t2");
    CHECK(tables(claim_items(fixture.store, bob, {}, 0, 1)) == "t3");
    // Behind a position first, from the beginning when nothing waits there.
    CHECK(tables(claim_items(fixture.store, bob, {}, 4, 1)) == "t5");
    CHECK(tables(claim_items(fixture.store, bob, {}, 5, 9)) == "t4");
    CHECK(claim_items(fixture.store, ann, {}, 0, 1).empty());
    auto const row = find_job(fixture.store, job);
    CHECK(row.items.running == 5);
    CHECK(row.state == JobState::running);
    CHECK(row.options == "{\"a\":1}");
    CHECK(row.source == "shop");
}

TEST_CASE("an item ends for who holds its lease, and with what is stored beside it", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(3);
    Lease const ann{job, "ann"};
    Lease const bob{job, "bob"};
    auto items = claim_items(fixture.store, ann, {}, 0, 3);
    REQUIRE(items.size() == 3);
    ++items[2].attempts;
    begin_items(fixture.store, bob, items); // nothing of his
    CHECK(fixture.items(job)[2].attempts == 0);
    begin_items(fixture.store, ann, items);
    CHECK_FALSE(finish_item(fixture.store, bob, items[0], {1, 2, 3}));
    {
        sqlite::Txn const undone{fixture.store.db()};
        CHECK(finish_item(fixture.store, ann, items[0], {1, 2, 3}));
    }
    CHECK(find_job(fixture.store, job).items.done == 0);
    CHECK(finish_item(fixture.store, ann, items[0], {1.5, 2, 3}));
    CHECK_FALSE(finish_item(fixture.store, ann, items[0], {1, 2, 3}));
    CHECK(fail_item(fixture.store, ann, items[1], {2, 4, 0}, base::ExitCode::source_query, "main.t2: \xff no"));
    CHECK(give_back(fixture.store, ann, items[2], true));

    auto const after = fixture.items(job);
    CHECK(after[0].state == ItemState::done);
    CHECK(after[0].seconds == 1.5);
    CHECK(after[0].rows == 2);
    CHECK(after[0].bytes == 3);
    CHECK(after[1].state == ItemState::failed);
    CHECK(after[1].error == "main.t2: \xef\xbf\xbd no");
    CHECK(after[1].error_code == "source-query");
    CHECK(after[2].state == ItemState::waiting);
    CHECK(after[2].attempts == 1);
    auto const row = find_job(fixture.store, job);
    CHECK(row.rows == 6);
    CHECK(row.bytes == 3);
    CHECK(row.seconds == 3.5);
}

TEST_CASE("an item whose lease ended is another's, until it was begun too often", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(1);
    for (int attempt = 1; attempt <= k_most_attempts; ++attempt) {
        Lease const killed{job, "killed " + std::to_string(attempt), milliseconds{30}};
        auto items = claim_items(fixture.store, killed, {}, 0, 1);
        REQUIRE(items.size() == 1);
        CHECK(items[0].attempts == attempt - 1);
        ++items[0].attempts;
        begin_items(fixture.store, killed, items);
        CHECK(claim_items(fixture.store, {job, "early"}, {}, 0, 1).empty());
        renew_leases(fixture.store, killed);
        CHECK(claim_items(fixture.store, {job, "early"}, {}, 0, 1).empty());
        std::this_thread::sleep_for(milliseconds{50});
    }
    CHECK(claim_items(fixture.store, {job, "last"}, {}, 0, 1).empty());
    auto const items = fixture.items(job, ItemState::failed);
    REQUIRE(items.size() == 1);
    CHECK(items[0].error.find("main.t1") != std::string::npos);
    CHECK(items[0].error_code == "internal");
    CHECK(close_job(fixture.store, {job, "last"}) == JobState::failed);
}

TEST_CASE("a job ends as its items did", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(2);
    Lease const ann{job, "ann"};
    Lease const bob{job, "bob"};
    auto const mine = claim_items(fixture.store, ann, {}, 0, 1);
    auto const other = claim_items(fixture.store, bob, {}, 0, 1);
    CHECK(finish_item(fixture.store, ann, mine[0], {}));
    CHECK(close_job(fixture.store, ann) == JobState::running); // bob has one in hand
    CHECK(close_job(fixture.store, bob) == JobState::interrupted);
    CHECK(fixture.items(job)[1].state == ItemState::waiting);
    CHECK(fixture.items(job)[1].attempts == 0);
    CHECK(find_job(fixture.store, job).finished_at.empty());

    open_job(fixture.store, ann);
    CHECK(find_job(fixture.store, job).state == JobState::running);
    auto const rest = claim_items(fixture.store, ann, {}, 0, 9);
    CHECK(tables(rest) == tables(other));
    CHECK(finish_item(fixture.store, ann, rest[0], {}));
    CHECK(close_job(fixture.store, ann) == JobState::done);
    CHECK_FALSE(find_job(fixture.store, job).finished_at.empty());
}

TEST_CASE("a job that nobody says runs is interrupted", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(1);
    CHECK(find_job(fixture.store, job).state == JobState::running);
    fixture.store.db().exec("UPDATE job SET lease_until = lease_until - 3600000");
    CHECK(find_job(fixture.store, job).state == JobState::interrupted);
    CHECK(list_jobs(fixture.store, {.state = JobState::interrupted}, [](JobRow &&) {}) == 1);
    CHECK(list_jobs(fixture.store, {.state = JobState::running}, [](JobRow &&) {}) == 0);
    CHECK(fixture.number("SELECT count(*) FROM v_jobs WHERE state = 'interrupted' AND waiting = 1") == 1);
    CHECK(find_resumable(fixture.store, "profile", "shop")->id == job);
    renew_leases(fixture.store, {job, "ann"});
    CHECK(find_job(fixture.store, job).state == JobState::running);
}

TEST_CASE("what is resumed is the newest job of its kind and source that is not over", "[jobs]") {
    JobFixture fixture;
    CHECK_FALSE(find_resumable(fixture.store, "profile", "shop"));
    auto const first = fixture.make_job(1);
    auto const second = fixture.make_job(1);
    CHECK(find_resumable(fixture.store, "profile", "shop")->id == second);
    CHECK_FALSE(find_resumable(fixture.store, "describe", "shop"));
    CHECK_FALSE(find_resumable(fixture.store, "profile", "other"));
    cancel_job(fixture.store, second);
    CHECK(find_resumable(fixture.store, "profile", "shop")->id == first);
    Lease const ann{first, "ann"};
    CHECK(finish_item(fixture.store, ann, claim_items(fixture.store, ann, {}, 0, 1).at(0), {}));
    close_job(fixture.store, ann);
    CHECK_FALSE(find_resumable(fixture.store, "profile", "shop"));
}

TEST_CASE("cancelling takes what waits off the job, retrying lets it wait again", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(4);
    Lease const ann{job, "ann"};
    auto const items = claim_items(fixture.store, ann, {}, 0, 2);
    CHECK(cancel_job(fixture.store, job) == 2);
    CHECK(claim_items(fixture.store, ann, {}, 0, 1).empty());
    CHECK(code_of([&] { cancel_job(fixture.store, job); }) == base::ExitCode::usage);
    CHECK(code_of([&] { open_job(fixture.store, ann); }) == base::ExitCode::usage);
    CHECK(finish_item(fixture.store, ann, items[0], {}));
    CHECK(give_back(fixture.store, ann, items[1], false)); // waits for nobody
    CHECK(close_job(fixture.store, ann) == JobState::cancelled);
    auto counts = find_job(fixture.store, job).items;
    CHECK(counts.done == 1);
    CHECK(counts.cancelled == 3);

    CHECK(retry_job(fixture.store, job) == 3);
    CHECK(find_job(fixture.store, job).state == JobState::interrupted);
    CHECK(find_resumable(fixture.store, "profile", "shop")->id == job);
    auto const again = claim_items(fixture.store, ann, {}, 0, 9);
    CHECK(tables(again) == "t2 t3 t4");
    for (auto const &item : again) CHECK(finish_item(fixture.store, ann, item, {}));
    CHECK(close_job(fixture.store, ann) == JobState::done);
    CHECK(code_of([&] { retry_job(fixture.store, job); }) == base::ExitCode::usage);
    CHECK(code_of([&] { cancel_job(fixture.store, job); }) == base::ExitCode::usage);
}

TEST_CASE("a job is found by the beginning of its id", "[jobs]") {
    JobFixture fixture;
    CHECK(code_of([&] { find_job(fixture.store, ""); }) == base::ExitCode::usage);
    auto const first = fixture.make_job(1);
    auto const second = fixture.make_job(1);
    CHECK(find_job(fixture.store, "").id == second);
    CHECK(find_job(fixture.store, base::to_lower_ascii(first)).id == first);
    CHECK(code_of([&] { find_job(fixture.store, first.substr(0, 4)); }) == base::ExitCode::usage);
    CHECK(code_of([&] { find_job(fixture.store, "%"); }) == base::ExitCode::usage);
}

TEST_CASE("jobs and items are listed by page", "[jobs]") {
    JobFixture fixture;
    auto const first = fixture.make_job(3);
    auto const second = fixture.make_job(1);
    std::vector<std::string> ids;
    auto const add = [&ids](JobRow &&row) { ids.push_back(row.id); };
    CHECK(list_jobs(fixture.store, {.limit = 1}, add) == 2);
    CHECK(list_jobs(fixture.store, {.limit = 0, .offset = 1}, add) == 2);
    CHECK(ids == std::vector{second, first});
    CHECK(list_jobs(fixture.store, {.kind = "describe"}, add) == 0);
    std::vector<JobItem> items;
    CHECK(list_items(fixture.store, first, {.limit = 2, .offset = 1},
                     [&items](JobItem &&item) { items.push_back(std::move(item)); }) == 3);
    CHECK(tables(items) == "t2 t3");
}

TEST_CASE("the shards of a job are all of it, each table in one", "[jobs]") {
    JobFixture fixture;
    constexpr int k_tables = 300;
    // xxhsum -H0 says the same: printf %s 'shop:main."a b"' | xxhsum -H0
    CHECK(shard_hash("shop", "main", "t1") == 0xd11b3f38U);
    CHECK(shard_hash("shop", "main", "a b") == 0x9c8b1cbbU);
    std::int64_t total = 0;
    for (int number = 1; number <= 3; ++number) {
        auto const job = fixture.make_job(k_tables, {number, 3});
        auto const count = find_job(fixture.store, job).items.waiting;
        CHECK(count > k_tables / 5);
        total += count;
        for (auto const &item : fixture.items(job))
            CHECK(Shard{number, 3}.contains(shard_hash("shop", "main", item.table)));
    }
    CHECK(total == k_tables);
    // The same parts of a job that has all: each process claims its own.
    auto const job = fixture.make_job(k_tables);
    for (int number = 1; number <= 3; ++number)
        CHECK(static_cast<std::int64_t>(claim_items(fixture.store, {job, "x"}, {number, 3}, 0, k_tables).size()) > 0);
    CHECK(find_job(fixture.store, job).items.waiting == 0);
}

TEST_CASE("a job goes with its source", "[jobs]") {
    JobFixture fixture;
    auto const job = fixture.make_job(3);
    fixture.store.remove_source(fixture.store.find_source("shop")->id);
    CHECK(fixture.number("SELECT count(*) FROM job") == 0);
    CHECK(fixture.number("SELECT count(*) FROM job_item") == 0);
    CHECK(job_left(fixture.store, job, {}).state == JobState::cancelled);
    CHECK(code_of([&] {
              JobWriter{fixture.store, {.kind = "profile", .source = "shop", .author = "a"}};
          }) == base::ExitCode::usage);
}
