// SPDX-License-Identifier: MIT
// No room left: the earlier state stays, and all works again when there is room.
#include "catalog_file.hpp"

#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

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
        if (!mounted) WARN("a small disk cannot be mounted here: " << std::strerror(errno));
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
    make_source(place.file("large.db"), 300);
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

TEST_CASE("an export into a full disk is exit 7, leaves every file whole and is completed when there is room") {
    Place const place;
    make_source(place.file("shop.db"), 40);
    auto const export_to = [&place](std::string const &folder) {
        return run_scribe({"export", "markdown", "--catalog", "c.db", "-o", folder}, place.start());
    };
    REQUIRE(run_scribe(scan("shop.db"), place.start()).exit == 0);
    REQUIRE(export_to("old").exit == 0);
    SmallDisk const disk{place.file("disk"), "size=2m"};
    if (!disk.mounted) return;
    REQUIRE(export_to("disk/docs").exit == 0);
    make_source(place.file("more.db"), 300);
    fs::rename(place.file("more.db"), place.file("shop.db"));
    REQUIRE(run_scribe(scan("shop.db"), place.start()).exit == 0);
    REQUIRE(export_to("new").exit == 0);
    disk.fill(200 * 1024);
    auto const ended = export_to("disk/docs");
    check_failure(ended, 7, "disk/docs");
    CHECK_THAT(ended.err, Contains("No space left") && Contains("free some disk space"));
    for (auto const &entry : fs::directory_iterator{place.file("disk/docs")}) {
        auto const name = entry.path().filename().string();
        INFO(name);
        CHECK_FALSE(name.ends_with(".tmp"));
        if (name.starts_with(".")) continue;
        auto const bytes = bytes_of(entry.path());
        CHECK((bytes == bytes_of(place.file("old/" + name)) || bytes == bytes_of(place.file("new/" + name))));
    }
    disk.make_room();
    CHECK(export_to("disk/docs").exit == 0);
    std::size_t files = 0;
    for (auto const &entry : fs::directory_iterator{place.file("new")}) {
        ++files;
        CHECK(bytes_of(entry.path()) == bytes_of(place.file("disk/docs/" + entry.path().filename().string())));
    }
    auto const written = fs::directory_iterator{place.file("disk/docs")};
    CHECK(static_cast<std::size_t>(std::distance(begin(written), end(written))) == files);
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
