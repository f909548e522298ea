// SPDX-License-Identifier: MIT
// No room left: the earlier state stays, and all works again when there is room.
#include "catalog_file.hpp"

#include <sys/mount.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

using namespace scribe::failure;
using Catch::Contains;

namespace fs = std::filesystem;

namespace {

/// A small disk in memory, mounted on a folder; `mounted` is false where this user may not.
class SmallDisk {
public:
    SmallDisk(std::string folder, char const *size) : m_folder(std::move(folder)) {
        fs::create_directory(m_folder);
        mounted = ::mount("none", m_folder.c_str(), "tmpfs", 0, size) == 0;
        auto const why =
            mounted ? std::string{} : fmt::format("a small disk cannot be mounted: {}", std::strerror(errno));
        auto const *const ci = std::getenv("CI");
        if (!mounted && ::geteuid() == 0 && ci && ci == std::string_view{"true"}) FAIL_CHECK(why);
        else if (!mounted) WARN(why);
    }
    SmallDisk(SmallDisk const &) = delete;
    SmallDisk &operator=(SmallDisk const &) = delete;
    ~SmallDisk() {
        if (mounted) ::umount(m_folder.c_str());
    }

    /// Takes all space that is left but `spare` bytes.
    void fill(std::size_t spare) const {
        auto const free = fs::space(m_folder).available;
        REQUIRE(free > spare);
        std::ofstream{m_folder + "/filler"} << std::string(free - spare, 'x');
    }
    void make_room() const { fs::remove(m_folder + "/filler"); }

    bool mounted = false;

private:
    std::string m_folder;
};

constexpr int k_limits = 50; ///< limits of file sizes: these work everywhere
constexpr int k_sizes = 30;  ///< disks, where one can be mounted

/// Sizes anywhere from 0 to `most`.
class Sizes {
public:
    explicit Sizes(std::size_t most) : m_random(seed), m_size(0, most) {}
    std::size_t next() { return m_size(m_random); }

    std::uint32_t const seed = std::random_device{}();

private:
    std::mt19937 m_random;
    std::uniform_int_distribution<std::size_t> m_size;
};

std::vector<std::string> scan(std::string const &source, std::string const &catalog = "c.db") {
    return {"scan", "sqlite:" + source, "--catalog", catalog};
}

} // namespace

TEST_CASE("a first scan that reaches the limit of file sizes leaves nothing, and works without the limit") {
    Place const place;
    make_source(place.file("shop.db"), 300);
    auto limited = place.start();
    limited.file_limit = 64 * 1024;
    auto const ended = run_scribe(scan("shop.db"), limited);
    check_failure(ended, 6, "c.db");
    auto const found = contents(place.file("c.db"));
    CHECK(found.integrity == "ok");
    CHECK(found.objects == 0);
    CHECK(found.sources == 0);
    CHECK(run_scribe(scan("shop.db"), place.start()).exit == 0);
}

TEST_CASE("a rescan that reaches the limit of file sizes keeps the earlier state") {
    Place const place;
    make_source(place.file("small.db"), 3);
    make_source(place.file("large.db"), 1500);
    REQUIRE(run_scribe(scan("small.db"), place.start()).exit == 0);
    auto const before = contents(place.file("c.db"));
    auto limited = place.start();
    limited.file_limit = fs::file_size(place.file("c.db")) + 4096;
    check_failure(run_scribe(scan("large.db"), limited), 6, "c.db");
    CHECK(contents(place.file("c.db")) == before);
    CHECK(run_scribe(scan("large.db"), place.start()).exit == 0);
    CHECK(contents(place.file("c.db")).sources == 2);
}

TEST_CASE("scans into a full disk keep the earlier state and work when there is room") {
    Place const place;
    make_source(place.file("small.db"), 3);
    make_source(place.file("large.db"), 300);
    SmallDisk const disk{place.file("disk"), "size=2m"};
    if (!disk.mounted) return;
    auto const catalog = place.file("disk/c.db");
    SECTION("a first scan") {
        disk.fill(80 * 1024);
        auto const ended = run_scribe(scan("large.db", "disk/c.db"), place.start());
        check_failure(ended, 6, "c.db");
        CHECK_THAT(ended.err, Contains("disk is full"));
        disk.make_room();
        CHECK(contents(catalog).objects == 0);
    }
    SECTION("a rescan") {
        REQUIRE(run_scribe(scan("small.db", "disk/c.db"), place.start()).exit == 0);
        auto const before = contents(catalog);
        disk.fill(80 * 1024);
        auto const ended = run_scribe(scan("large.db", "disk/c.db"), place.start());
        check_failure(ended, 6, "c.db");
        CHECK_THAT(ended.err, Contains("disk is full"));
        CHECK(run_scribe({"source", "list", "--catalog", "disk/c.db"}, place.start()).exit == 0);
        disk.make_room();
        CHECK(contents(catalog) == before);
    }
    CHECK(run_scribe(scan("large.db", "disk/c.db"), place.start()).exit == 0);
    CHECK(contents(catalog).integrity == "ok");
}

TEST_CASE(
    "wherever the room ends for a rescan, the earlier or the later state is there, and the next one completes it") {
    Place const place;
    make_source(place.file("small.db"), 3);
    make_source(place.file("large.db"), 120);
    bool const by_disk = GENERATE(false, true);
    SmallDisk const disk{place.file("disk"), by_disk ? "size=4m" : "size=64m"};
    if (!disk.mounted && by_disk) return;
    auto const catalog = std::string{disk.mounted ? "disk/" : ""} + "c.db";
    auto const forget = [&place, &catalog] {
        for (auto const *end : {"", "-wal", "-shm", "-journal"}) fs::remove(place.file(catalog) + end);
    };
    REQUIRE(run_scribe(scan("small.db", "earlier.db"), place.start()).exit == 0);
    auto const before = contents(place.file("earlier.db"));
    fs::copy(place.file("earlier.db"), place.file(catalog));
    REQUIRE(run_scribe(scan("large.db", catalog), place.start()).exit == 0);
    auto const after = contents(place.file(catalog));
    Sizes sizes{fs::file_size(place.file(catalog)) * (by_disk ? 2 : 1)};
    int failed = 0;
    for (int round = 0; round < (by_disk ? k_sizes : k_limits); ++round) {
        forget();
        disk.make_room();
        fs::copy(place.file("earlier.db"), place.file(catalog));
        auto const size = sizes.next();
        auto start = place.start();
        if (by_disk) disk.fill(size);
        else start.file_limit = size;
        auto const ended = run_scribe(scan("large.db", catalog), start);
        disk.make_room();
        INFO("seed " << sizes.seed << ", round " << round << ", room for " << size << " bytes: " << ended.err);
        if (ended.exit != 0) {
            ++failed;
            check_failure(ended, 6, "c.db");
        }
        CHECK(run_scribe({"source", "list", "--catalog", catalog}, place.start()).exit == 0);
        auto const found = contents(place.file(catalog));
        bool const whole = found == before || (found == after && ended.exit == 0);
        CHECK(whole);
        CHECK(run_scribe(scan("large.db", catalog), place.start()).exit == 0);
        CHECK(contents(place.file(catalog)).objects == after.objects);
        CHECK(contents(place.file(catalog)).integrity == "ok");
    }
    CHECK(failed > 0);
}

TEST_CASE("an export into a full disk is exit 7, leaves every file whole and is completed when there is room") {
    Place const place;
    make_source(place.file("shop.db"), 40);
    auto const export_to = [&place](std::string const &folder) {
        return run_scribe({"export", "markdown", "--catalog", "c.db", "-o", folder}, place.start());
    };
    auto const files_in = [](fs::path const &folder) {
        auto const files = fs::directory_iterator{folder};
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    };
    REQUIRE(run_scribe(scan("shop.db"), place.start()).exit == 0);
    REQUIRE(export_to("old").exit == 0);
    SmallDisk const disk{place.file("disk"), "size=2m"};
    if (!disk.mounted) return;
    make_source(place.file("more.db"), 300);
    fs::rename(place.file("more.db"), place.file("shop.db"));
    REQUIRE(run_scribe(scan("shop.db"), place.start()).exit == 0);
    REQUIRE(export_to("new").exit == 0);
    Sizes sizes{900UL * 1024};
    int failed = 0;
    for (int round = 0; round < k_sizes; ++round) {
        disk.make_room();
        fs::remove_all(place.file("disk/docs"));
        fs::copy(place.file("old"), place.file("disk/docs"), fs::copy_options::recursive);
        auto const size = sizes.next();
        disk.fill(size);
        auto const ended = export_to("disk/docs");
        INFO("seed " << sizes.seed << ", round " << round << ", room for " << size << " bytes: " << ended.err);
        if (ended.exit != 0) {
            ++failed;
            check_failure(ended, 7, "disk/docs");
            CHECK_THAT(ended.err, Contains("No space left") && Contains("free some disk space"));
        }
        for (auto const &entry : fs::directory_iterator{place.file("disk/docs")}) {
            auto const name = entry.path().filename().string();
            INFO(name);
            CHECK_FALSE(name.ends_with(".tmp"));
            if (name.starts_with(".")) continue;
            auto const bytes = bytes_of(entry.path());
            bool const whole =
                bytes == bytes_of(place.file("old/" + name)) || bytes == bytes_of(place.file("new/" + name));
            CHECK(whole);
        }
        disk.make_room();
        CHECK(export_to("disk/docs").exit == 0);
        for (auto const &entry : fs::directory_iterator{place.file("new")}) {
            auto const name = entry.path().filename().string();
            bool const same = bytes_of(entry.path()) == bytes_of(place.file("disk/docs/" + name));
            CHECK(same);
        }
        CHECK(files_in(place.file("disk/docs")) == files_in(place.file("new")));
    }
    CHECK(failed > 0);
}

TEST_CASE("a listing into a file on a full disk is exit 7 and keeps the earlier file") {
    Place const place;
    make_source(place.file("shop.db"), 300);
    REQUIRE(run_scribe(scan("shop.db"), place.start()).exit == 0);
    std::ofstream{place.file("list.txt")} << "earlier";
    auto limited = place.start();
    limited.file_limit = 40 * 1024; // the listing is larger, what SQLite keeps in memory shared by processes is not
    check_failure(run_scribe({"list", "--limit", "0", "-t", "jsonl", "--catalog", "c.db", "-o", "list.txt"}, limited),
                  7, "list.txt");
    CHECK(bytes_of(place.file("list.txt")) == "earlier");
    for (auto const &entry : fs::directory_iterator{place.path()}) CHECK_FALSE(entry.path().string().ends_with(".tmp"));
}

TEST_CASE("standard output that takes nothing is exit 7") {
    Place const place;
    make_source(place.file("shop.db"), 3);
    REQUIRE(run_scribe(scan("shop.db"), place.start()).exit == 0);
    auto full = place.start();
    full.out_file = "/dev/full";
    for (std::vector<std::string> const &command : {std::vector<std::string>{"source", "list", "--catalog", "c.db"},
                                                    {"list", "--catalog", "c.db"},
                                                    {"help"},
                                                    {"scan", "sqlite:shop.db", "--catalog", "c.db", "-t", "json"}}) {
        check_failure(run_scribe(command, full), 7, "standard output");
    }
}
