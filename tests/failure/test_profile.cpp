// SPDX-License-Identifier: MIT
// A run of profile that is killed or interrupted loses at most the tables in hand; --resume does the rest.
#include "catalog_file.hpp"

#include <csignal>
#include <random>
#include <thread>

using namespace scribe::failure;
using Catch::Contains;

namespace {

constexpr int k_tables = 120;
constexpr int k_rounds = 8;

std::vector<std::string> profile(std::vector<std::string> const &more = {}) {
    std::vector<std::string> command = {"profile", "-j", "2", "--catalog", "c.db"};
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

/// Catalogs of a source whose tables have rows.
class Scanned : public Place {
public:
    Scanned() {
        make_source(file("shop.db"), k_tables);
        auto const source = open_file(file("shop.db"));
        execute(source, "BEGIN");
        for (int i = 0; i < k_tables; ++i) {
            execute(source,
                    ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO t" +
                     std::to_string(i) + " SELECT i, 'name ' || i, i / 4.0 FROM n")
                        .c_str());
        }
        execute(source, "COMMIT");
        REQUIRE(run_scribe({"scan", "sqlite:shop.db", "--catalog", "c.db"}, start()).exit == 0);
    }

    std::string ask(std::string const &sql) const { return query(file("c.db"), sql); }
};

/// Every table was profiled, once for each run that ended, and its columns with it.
void check_complete(Scanned const &place) {
    CHECK(place.ask("PRAGMA integrity_check") == "ok");
    CHECK(place.ask("SELECT count(*) FROM job_item WHERE state <> 'done'") == "0");
    CHECK(place.ask("SELECT count(DISTINCT table_id) FROM profile") == std::to_string(k_tables));
    // The results of a table are stored with the word that it is done, or not at all.
    CHECK(
        place.ask("SELECT count(*) FROM job_item i WHERE NOT EXISTS (SELECT 1 FROM profile p WHERE p.job_id = i.job_id "
                  "AND p.table_id = i.object_id)") == "0");
    CHECK(
        place.ask("SELECT count(*) FROM profile p WHERE NOT EXISTS (SELECT 1 FROM column_profile c WHERE c.table_id = "
                  "p.table_id AND c.profiled_at = p.profiled_at)") == "0");
}

} // namespace

TEST_CASE("a run of profile that is killed is resumed") {
    std::mt19937 random{std::random_device{}()};
    Scanned const whole;
    auto const begin = std::chrono::steady_clock::now();
    REQUIRE(run_scribe(profile(), whole.start()).exit == 0);
    auto const took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    check_complete(whole);
    int cut = 0;
    for (int round = 0; round < k_rounds; ++round) {
        Scanned const place;
        Process process{profile(), place.start()};
        pause(Milliseconds{std::uniform_int_distribution<std::int64_t>{took / 10, took}(random)});
        process.send(SIGKILL);
        process.wait();
        auto const left = place.ask("SELECT count(*) FROM job_item WHERE state <> 'done'");
        auto const jobs = place.ask("SELECT count(*) FROM job");
        INFO(jobs << " jobs, " << left << " tables left");
        if (jobs == "0" || left == "0") continue; // before it began, or behind the end
        ++cut;
        // The lease of what was in hand ends after 20 seconds: here at once.
        execute(open_file(place.file("c.db")), "UPDATE job_item SET lease_until = 0; UPDATE job SET lease_until = 0");
        auto const resumed = run_scribe(profile({"--resume"}), place.start());
        INFO(resumed.err);
        CHECK(resumed.exit == 0);
        check_complete(place);
    }
    CHECK(cut > 0);
}

TEST_CASE("a run of profile that is interrupted says how it goes on") {
    Scanned const place;
    Process process{profile(), place.start()};
    wait_until([&] { return place.ask("SELECT count(*) > 3 FROM job_item WHERE state = 'done'") == "1"; });
    process.send(SIGINT);
    auto const ended = process.wait();
    INFO(ended.err);
    // The last table may have been done before the signal came.
    REQUIRE((ended.exit == 130 || ended.exit == 0));
    if (ended.exit == 130) {
        CHECK_THAT(ended.err, Contains("scribe profile --source shop --resume goes on"));
        CHECK(place.ask("SELECT count(*) FROM job_item WHERE state = 'running'") == "0");
        CHECK(run_scribe(profile({"--resume"}), place.start()).exit == 0);
    }
    check_complete(place);
}
