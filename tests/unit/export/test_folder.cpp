// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/files.hpp"
#include "export/compare_sink.hpp"
#include "export/directory_sink.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace fs = std::filesystem;
using namespace scribe::exporter;
using scribe::base::Error;
using scribe::base::ExitCode;
using scribe::base::read_file;
using scribe::base::write_file_atomic;

namespace {

struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "scribe-export-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

using Files = std::vector<std::pair<std::string, std::string>>;

ExportSummary put(fs::path const &root, Files const &files, bool force = false) {
    DirectorySink sink{root, force};
    for (auto const &[path, content] : files) sink.file(path, content);
    return sink.finish();
}

std::vector<std::string> compared(fs::path const &root, Files const &files) {
    CompareSink sink{root};
    for (auto const &[path, content] : files) sink.file(path, content);
    std::vector<std::string> lines;
    for (auto const &difference : sink.finish()) {
        auto const kind = difference.kind;
        lines.push_back((kind == Difference::Kind::missing ? "missing "
                         : kind == Difference::Kind::stale ? "stale "
                                                           : "surplus ") +
                        difference.path + (difference.is_in_the_way() ? " in the way" : ""));
    }
    return lines;
}

ExitCode failure(fs::path const &root, Files const &files, std::string const &named) {
    try {
        put(root, files);
    } catch (Error const &error) {
        CHECK_THAT(error.what(), Catch::Contains(named));
        return error.code();
    }
    return ExitCode::ok;
}

} // namespace

TEST_CASE("an export writes, keeps and removes its own files") {
    Folder folder;
    auto const root = folder.path / "new" / "docs";
    auto const first = put(root, {{"README.md", "index"}, {"types/a.md", "a"}, {"b.md", "b"}});
    CHECK(first.written == 3);
    auto const before = fs::last_write_time(root / "b.md");
    auto const second = put(root, {{"README.md", "index 2"}, {"b.md", "b"}});
    CHECK(second.written == 1);
    CHECK(second.unchanged == 1);
    CHECK(second.removed == 1);
    CHECK(fs::last_write_time(root / "b.md") == before);
    CHECK_FALSE(fs::exists(root / "types"));
    CHECK(read_file(root / "README.md") == "index 2");
    CHECK_FALSE(fs::exists(root / ".scribe-export.new"));
    CHECK_FALSE(fs::exists(root / ".scribe-export.tmp"));
}

TEST_CASE("files of others stay") {
    Folder folder;
    fs::create_directories(folder.path / "types");
    write_file_atomic(folder.path / "types/notes.txt", "mine");
    write_file_atomic(folder.path / "README.md", "my own words");
    Files const files = {{"README.md", "index"}, {"a.md", "a"}, {"types/t.md", "t"}};
    CHECK(failure(folder.path, files, "README.md") == ExitCode::output);
    CHECK(read_file(folder.path / "README.md") == "my own words");
    CHECK(read_file(folder.path / "a.md") == "a");
    CHECK(put(folder.path, files, true).written == 1);
    CHECK(read_file(folder.path / "README.md") == "index");
    CHECK(put(folder.path, {}).removed == 3);
    CHECK(read_file(folder.path / "types/notes.txt") == "mine");
}

TEST_CASE("a page that someone edited is neither replaced nor removed") {
    Folder folder;
    put(folder.path, {{"a.md", "a"}, {"b.md", "b"}});
    write_file_atomic(folder.path / "a.md", "edited a");
    write_file_atomic(folder.path / "b.md", "edited b");
    for (int run = 0; run < 2; ++run) { // the second run still knows what scribe wrote
        CHECK(failure(folder.path, {{"a.md", "a 2"}}, "a.md, b.md") == ExitCode::output);
        CHECK(read_file(folder.path / "a.md") == "edited a");
        CHECK(read_file(folder.path / "b.md") == "edited b");
    }
    auto const forced = put(folder.path, {{"a.md", "a 2"}}, true);
    CHECK(forced.written == 1);
    CHECK(forced.removed == 1);
}

TEST_CASE("an export that ended in the middle is completed by the next one") {
    Folder folder;
    put(folder.path, {{"a.md", "1"}, {"b.md", "1"}});
    {
        ExportFolder open{folder.path, ExportFolder::Access::write}; // as after kill -9: no list is saved
        open.write({"a.md", "2", content_digest("2")});
        CHECK(open.create({{"a.md", "2", content_digest("2")}, {"new.md", "2", content_digest("2")}}) ==
              std::vector<bool>{false, true});
    }
    auto const summary = put(folder.path, {{"a.md", "3"}, {"b.md", "3"}});
    CHECK(summary.written == 2);
    CHECK(summary.removed == 1);
    CHECK_FALSE(fs::exists(folder.path / "new.md"));
}

TEST_CASE("a page that a killed export left in part is completed, but nobody's words are replaced") {
    Folder folder;
    put(folder.path, {{"old.md", "old"}});
    Files const files = {{"part.md", "a whole page"}, {"edited.md", "a whole page"}, {"old.md", "old 2"}};
    {
        ExportFolder open{folder.path, ExportFolder::Access::write};
        auto const digest = content_digest("a whole page");
        open.create({{"part.md", "a whole page", digest}, {"edited.md", "a whole page", digest}, {"none.md", "x", 1}});
    }
    write_file_atomic(folder.path / "part.md", "a who");
    write_file_atomic(folder.path / "edited.md", "a who else");
    write_file_atomic(folder.path / "none.md", "");
    CHECK(failure(folder.path, files, "1 file was not touched: changed by someone since scribe wrote it: edited.md") ==
          ExitCode::output);
    CHECK(read_file(folder.path / "part.md") == "a whole page");
    CHECK(read_file(folder.path / "edited.md") == "a who else");
    CHECK_FALSE(fs::exists(folder.path / "none.md"));
    write_file_atomic(folder.path / "part.md", "a who"); // no export was killed: someone did this
    CHECK(failure(folder.path, files, "part.md, edited.md") == ExitCode::output);
}

TEST_CASE("the blocks that a killed export left of a page are replaced and removed whatever comes next") {
    Folder folder;
    put(folder.path, {{"old.md", "old"}});
    std::string page;
    for (int i = 0; page.size() < 10'000; ++i) page += "line " + std::to_string(i) + "\n";
    std::vector<Page> pages;
    for (auto const *path : {"other.md", "surplus.md", "torn.md"}) pages.push_back({path, page, content_digest(page)});
    {
        ExportFolder open{folder.path, ExportFolder::Access::write};
        open.create(pages);
    }
    fs::resize_file(folder.path / "other.md", 8192);
    fs::resize_file(folder.path / "surplus.md", 4096);
    fs::resize_file(folder.path / "torn.md", 5000); // no kill does that
    CHECK(failure(folder.path, {{"other.md", "new"}},
                  "1 file was not touched: changed by someone since scribe wrote "
                  "it: torn.md") == ExitCode::output);
    CHECK(read_file(folder.path / "other.md") == "new");
    CHECK_FALSE(fs::exists(folder.path / "surplus.md"));
    CHECK(fs::file_size(folder.path / "torn.md") == 5000);
}

TEST_CASE("a check names what an export would change and writes nothing") {
    Folder folder;
    Files const files = {{"b.md", "b"}, {"a.md", "a"}};
    CHECK(compared(folder.path / "none", files) == std::vector<std::string>{"missing a.md", "missing b.md"});
    CHECK_FALSE(fs::exists(folder.path / "none"));
    put(folder.path, files);
    CHECK(compared(folder.path, files).empty());
    write_file_atomic(folder.path / "foreign.md", "");
    CHECK(compared(folder.path, {{"a.md", "2"}, {"types/c.md", "c"}}) ==
          std::vector<std::string>{"stale a.md", "surplus b.md", "missing types/c.md"});
    CHECK(read_file(folder.path / "a.md") == "a");
}

TEST_CASE("what cannot be written is named") {
    Folder folder;
    write_file_atomic(folder.path / "types", "a file");
    CHECK(failure(folder.path, {{"types/a.md", "a"}}, "types") == ExitCode::output);
    CHECK(failure(folder.path / "types", {}, "types") == ExitCode::output);
    fs::create_directory(folder.path / "a.md");
    CHECK(failure(folder.path, {{"a.md", "a"}}, "a.md") == ExitCode::output);
}

TEST_CASE("nothing outside of the folder is touched") {
    Folder folder;
    auto const root = folder.path / "docs";
    write_file_atomic(folder.path / "victim", "x");
    put(root, {{"a.md", "a"}});
    auto list = *read_file(root / ".scribe-export");
    char hex[20];
    std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(content_digest("x")));
    write_file_atomic(root / ".scribe-export", list + hex + " ../victim\n" + hex + " sub/victim\n");
    fs::create_directory_symlink(folder.path, root / "sub");
    CHECK(failure(root, {{"a.md", "a"}}, "sub") == ExitCode::output);
    CHECK(fs::exists(folder.path / "victim"));
    fs::remove(root / "sub");
    fs::create_symlink(folder.path / "victim", root / "b.md");
    CHECK(failure(root, {{"a.md", "a"}, {"b.md", "b"}}, "b.md") == ExitCode::output);
    CHECK(read_file(folder.path / "victim") == "x");
}

TEST_CASE("two exports into one folder at once are refused") {
    Folder folder;
    DirectorySink first{folder.path, false};
    CHECK_THROWS_AS((DirectorySink{folder.path, false}), Error);
}
