// SPDX-License-Identifier: MIT
// A scan that is killed or interrupted at any moment leaves the earlier or the later state, whole; an export that is
// killed is completed by the next one.
#include "catalog_file.hpp"

#include "base/interrupt.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

using namespace scribe::failure;
using Catch::Contains;

namespace fs = std::filesystem;

namespace {

// Of SIGKILL together 200 moments at which the program was at work: there nothing of scribe's own can tidy up.
constexpr int k_killed_scans = 60;
constexpr int k_killed_rescans = 60;
constexpr int k_killed_exports = 80;
constexpr int k_rounds = 20;
/// So often more moments are tried than are wanted: some find the program at its end.
constexpr int k_most_tries = 4;
constexpr int k_tables = 150;

constexpr int k_killed = -1;
constexpr int k_interrupted = 130;

std::vector<std::string> const k_scan = {"scan", "sqlite:shop.db", "--catalog", "c.db"};
std::vector<std::string> const k_export = {"export", "markdown", "-o", "docs", "--catalog", "c.db"};

/// Moments anywhere within what takes `duration`.
class Moments {
public:
    explicit Moments(std::chrono::microseconds duration) : m_most(duration.count()), m_random(seed) {}
    std::chrono::microseconds next() {
        return std::chrono::microseconds{std::uniform_int_distribution<std::int64_t>{m_least, m_most}(m_random)};
    }
    /// It ended before `moment`: later ones find nothing any more. One that was quicker than most counts for little.
    void ended_before(std::chrono::microseconds moment) { m_most = std::max(moment.count(), m_most * 19 / 20); }
    /// It had not begun at `moment`: it starts later than was thought, and so ends later.
    void not_begun_at(std::chrono::microseconds moment) {
        m_least = std::min(moment.count(), m_least + m_most / 20);
        m_most = m_most * 21 / 20;
    }

    std::uint32_t const seed = std::random_device{}();

private:
    std::int64_t m_least = 0, m_most;
    std::mt19937 m_random;
};

/// A source, the catalogs before and after a scan of it, and how long that scan takes.
class Rehearsal : public Place {
public:
    /// With `rescan` the catalog knows an earlier state of the source, in which each table had other columns.
    explicit Rehearsal(bool rescan) {
        make_source(file("shop.db"), k_tables);
        if (rescan) {
            REQUIRE(run_scribe(k_scan, start()).exit == 0);
            auto const source = open_file(file("shop.db"));
            execute(source, "BEGIN");
            for (int i = 0; i < k_tables; i += 2)
                execute(source, ("ALTER TABLE t" + std::to_string(i) + " ADD COLUMN extra TEXT").c_str());
            execute(source, "CREATE TABLE later (id INTEGER PRIMARY KEY); COMMIT");
            fs::rename(file("c.db"), file("earlier.db"));
        }
        before = contents(file("earlier.db"));
        restore();
        auto const begin = std::chrono::steady_clock::now();
        REQUIRE(run_scribe(k_scan, start()).exit == 0);
        duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
        after = contents(file("c.db"));
        REQUIRE(after.scans == before.scans + 1);
        REQUIRE(after.objects > before.objects);
    }

    /// Puts the earlier catalog back, or none.
    void restore() const {
        for (auto const *end : {"", "-wal", "-shm", "-journal"}) fs::remove(file("c.db") + end);
        if (fs::exists(file("earlier.db"))) fs::copy(file("earlier.db"), file("c.db"));
    }

    Contents before, after;
    std::chrono::microseconds duration{};
};

/// Starts the command and sends the signal after that time.
Ended stop(std::vector<std::string> const &command, Place const &place, int signal, std::chrono::microseconds after) {
    Process process{command, place.start()};
    std::this_thread::sleep_for(after);
    process.send(signal);
    return process.wait();
}

/// The catalog is whole, holds one of both states, can be read, and the next scan completes it.
void check_whole(Rehearsal const &rehearsal) {
    auto const catalog = rehearsal.file("c.db");
    // The program looks first: it has to cope with what the killed one left.
    auto const read = run_scribe({"source", "list", "--catalog", "c.db"}, rehearsal.start());
    auto const found = contents(catalog);
    INFO(read.err);
    CHECK(found.integrity == "ok");
    CHECK((found == rehearsal.before || found == rehearsal.after));
    // Killed before it made the catalog: there is none yet.
    CHECK((read.exit == 0 ||
           (read.exit == 6 && found.sources == 0 && read.err.find("scribe scan") != std::string::npos)));
    if (found.sources > 0)
        CHECK(run_scribe({"list", "--type", "all", "--limit", "0", "--catalog", "c.db"}, rehearsal.start()).exit == 0);
    CHECK(run_scribe(k_scan, rehearsal.start()).exit == 0);
    auto const last = contents(catalog);
    CHECK(last.integrity == "ok");
    CHECK(last.objects == rehearsal.after.objects);
    CHECK(last.scans >= rehearsal.after.scans);
}

/// Signals at random moments of a scan, until so many found it at work.
void stop_at_all_moments(bool rescan, int wanted, int signal, int exit) {
    Rehearsal const rehearsal{rescan};
    Moments moments{rehearsal.duration};
    int stopped = 0;
    for (int round = 0; stopped < wanted; ++round) {
        REQUIRE(round < k_most_tries * wanted);
        rehearsal.restore();
        auto const moment = moments.next();
        auto const ended = stop(k_scan, rehearsal, signal, moment);
        INFO("seed " << moments.seed << ", round " << round << ", after " << moment.count() << " us: " << ended.err);
        if (ended.exit == 0) {
            moments.ended_before(moment);
            CHECK(contents(rehearsal.file("c.db")) == rehearsal.after);
            continue;
        }
        // Before main() begins, a signal ends this program as it ends any.
        CHECK((ended.signal == signal || ended.exit == exit));
        if (ended.exit == exit) ++stopped;
        else moments.not_begun_at(moment);
        if (ended.exit == k_interrupted) CHECK_THAT(ended.err, Contains("interrupted") && Contains("\nhint: "));
        check_whole(rehearsal);
    }
}

/// Name and bytes of all files of a folder.
std::map<std::string, std::string> files_of(std::string const &folder) {
    std::map<std::string, std::string> files;
    for (auto const &entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path().string());
    }
    return files;
}

} // namespace

TEST_CASE("a first scan killed at any moment leaves nothing or everything") {
    stop_at_all_moments(false, k_killed_scans, SIGKILL, k_killed);
}

TEST_CASE("a rescan killed at any moment leaves the earlier or the later state") {
    stop_at_all_moments(true, k_killed_rescans, SIGKILL, k_killed);
}

TEST_CASE("an export killed at any moment is completed by the next one") {
    bool const over_older = GENERATE(false, true);
    Rehearsal const rehearsal{true};
    std::map<std::string, std::string> older;
    if (over_older) {
        fs::copy(rehearsal.file("c.db"), rehearsal.file("later.db"));
        rehearsal.restore();
        REQUIRE(run_scribe(k_export, rehearsal.start()).exit == 0);
        fs::rename(rehearsal.file("docs"), rehearsal.file("older"));
        older = files_of(rehearsal.file("older"));
        for (auto const *end : {"-wal", "-shm"}) fs::remove(rehearsal.file("c.db") + end);
        fs::rename(rehearsal.file("later.db"), rehearsal.file("c.db"));
    }
    auto const begin = std::chrono::steady_clock::now();
    REQUIRE(run_scribe(k_export, rehearsal.start()).exit == 0);
    Moments moments{std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin)};
    auto const whole = files_of(rehearsal.file("docs"));
    REQUIRE(whole.size() > k_tables);
    REQUIRE(whole != older);
    int killed = 0;
    for (int round = 0; killed < k_killed_exports / 2; ++round) {
        REQUIRE(round < k_most_tries * k_killed_exports / 2);
        fs::remove_all(rehearsal.file("docs"));
        if (over_older) fs::copy(rehearsal.file("older"), rehearsal.file("docs"), fs::copy_options::recursive);
        auto const moment = moments.next();
        auto const ended = stop(k_export, rehearsal, SIGKILL, moment);
        if (ended.signal == SIGKILL) ++killed;
        else moments.ended_before(moment);
        INFO("seed " << moments.seed << ", round " << round << ", after " << moment.count() << " us");
        CHECK(contents(rehearsal.file("c.db")) == rehearsal.after);
        auto const again = run_scribe(k_export, rehearsal.start());
        INFO(again.err);
        CHECK(again.exit == 0);
        auto const found = files_of(rehearsal.file("docs"));
        CHECK(found.size() == whole.size());
        bool const same = found == whole;
        CHECK(same);
    }
}

TEST_CASE("Ctrl-C at any moment of a first scan ends it with exit 130") {
    stop_at_all_moments(false, k_rounds, SIGINT, k_interrupted);
}

TEST_CASE("SIGTERM at any moment of a rescan ends it with exit 130") {
    stop_at_all_moments(true, k_rounds, SIGTERM, k_interrupted);
}

TEST_CASE("what an export killed at any moment wrote is the next one's to replace and remove") {
    Place const place;
    make_source(place.file("shop.db"), k_tables);
    auto const source = open_file(place.file("shop.db"));
    std::string wide = "CREATE TABLE wide0 (id INTEGER PRIMARY KEY"; // pages of several blocks
    for (int i = 0; i < 400; ++i) wide += ", column_" + std::to_string(i) + " TEXT";
    execute(source, (wide + ")").c_str());
    for (int i = 1; i < 40; ++i)
        execute(source, ("CREATE TABLE wide" + std::to_string(i) + wide.substr(wide.find(' ', 13)) + ")").c_str());
    REQUIRE(run_scribe(k_scan, place.start()).exit == 0);
    fs::rename(place.file("c.db"), place.file("earlier.db"));
    for (int i = 0; i < 40; i += 2)
        execute(source, ("ALTER TABLE wide" + std::to_string(i) + " RENAME COLUMN id TO nr; DROP TABLE wide" +
                         std::to_string(i + 1))
                            .c_str());
    REQUIRE(run_scribe(k_scan, place.start()).exit == 0);
    auto const export_of = [](char const *catalog) {
        return std::vector<std::string>{"export", "markdown", "-q", "-o", "docs", "--catalog", catalog};
    };
    auto const begin = std::chrono::steady_clock::now();
    REQUIRE(run_scribe(export_of("earlier.db"), place.start()).exit == 0);
    auto const duration = std::chrono::steady_clock::now() - begin;
    int killed = 0;
    for (int round = 0; round < k_rounds; ++round) {
        fs::remove_all(place.file("docs"));
        Process process{export_of("earlier.db"), place.start()};
        std::this_thread::sleep_for(duration * round / k_rounds);
        process.send(SIGKILL);
        if (process.wait().signal == SIGKILL) ++killed;
        auto const next = run_scribe(export_of("c.db"), place.start());
        INFO("round " << round << ": " << next.err);
        CHECK(next.exit == 0);
        auto check = export_of("c.db");
        check.emplace_back("--check");
        CHECK(run_scribe(check, place.start()).exit == 0);
    }
    CHECK(killed >= k_rounds / 2);
}

TEST_CASE("Ctrl-C ends a query that would never end") {
    Place const place;
    make_source(place.file("shop.db"), 1);
    REQUIRE(run_scribe(k_scan, place.start()).exit == 0);
    auto const begin = std::chrono::steady_clock::now();
    REQUIRE(run_scribe({"sql", "SELECT 1", "--catalog", "c.db"}, place.start()).exit == 0);
    auto const whole = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begin);
    Process process{{"sql", "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
                     "--catalog", "c.db"},
                    place.start()};
    // Nothing tells when it began; before that the signal ends the program, too.
    pause(Milliseconds{500} + 10 * whole);
    CHECK(process.running());
    process.send(SIGINT);
    check_failure(process.wait(), 130, "interrupted");
}

TEST_CASE("Ctrl-C ends the wait for a locked catalog") {
    Rehearsal const rehearsal{true};
    rehearsal.restore();
    auto const other = open_file(rehearsal.file("c.db"));
    execute(other, "BEGIN IMMEDIATE");
    Process process{k_scan, rehearsal.start()};
    wait_until([&process] { return process.error_text().find("waiting for another program") != std::string::npos; });
    process.send(SIGINT);
    auto const ended = process.wait();
    check_failure(ended, 130, "interrupted");
    execute(other, "COMMIT");
    CHECK(contents(rehearsal.file("c.db")) == rehearsal.before);
}

TEST_CASE("a scan waits for a locked catalog and goes on when it is free") {
    Rehearsal const rehearsal{true};
    rehearsal.restore();
    auto const other = open_file(rehearsal.file("c.db"));
    execute(other, "BEGIN IMMEDIATE");
    Process process{k_scan, rehearsal.start()};
    wait_until([&process] { return process.error_text().find("waiting for another program") != std::string::npos; });
    execute(other, "COMMIT");
    CHECK(process.wait().exit == 0);
    CHECK(contents(rehearsal.file("c.db")) == rehearsal.after);
}

TEST_CASE("Ctrl-C ends the wait for a locked source") {
    Place const place;
    make_source(place.file("shop.db"), 1);
    auto const other = open_file(place.file("shop.db"));
    execute(other, "BEGIN EXCLUSIVE");
    Process process{{"scan", "sqlite:shop.db", "--catalog", "c.db", "--lock-timeout", "0"}, place.start()};
    wait_until([&process] { return process.error_text().find("waiting for another program") != std::string::npos; });
    process.send(SIGTERM);
    check_failure(process.wait(), 130, "interrupted");
    CHECK_FALSE(fs::exists(place.file("c.db")));
}

TEST_CASE("a second signal, whichever it is, ends the program at once") {
    for (auto const &[first, second] :
         {std::pair{SIGINT, SIGINT}, std::pair{SIGINT, SIGTERM}, std::pair{SIGTERM, SIGINT}}) {
        auto const pid = ::fork();
        REQUIRE(pid >= 0);
        if (pid == 0) {
            scribe::base::catch_interrupts();
            (void)std::raise(first);
            if (!scribe::base::interrupted()) ::_exit(1);
            (void)std::raise(second);
            ::_exit(2);
        }
        int status = 0;
        REQUIRE(::waitpid(pid, &status, 0) == pid);
        REQUIRE(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == second);
    }
}
