// SPDX-License-Identifier: MIT
#include "round_trip.hpp"

#include "base/files.hpp"
#include "catalog/scan_writer.hpp"
#include "export/exporter.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>

namespace scribe::conformance {

namespace {

namespace fs = std::filesystem;

struct Folder {
    Folder() {
        auto name = (fs::temp_directory_path() / "scribe-round-trip-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        path = name;
    }
    Folder(Folder const &) = delete;
    Folder &operator=(Folder const &) = delete;
    ~Folder() {
        std::error_code error;
        fs::remove_all(path, error);
    }
    fs::path path;
};

using Files = std::map<std::string, std::string>;

struct MapSink final : exporter::Sink {
    void file(std::string_view path, std::string content) override { files.emplace(path, std::move(content)); }
    Files files;
};

/// What an export of this format writes.
Files exported(catalog::Store &store, std::string_view format) {
    auto const reader = store.reader(*store.find_source("it"), {}, true);
    for (auto const &known : exporter::formats()) {
        if (known.name != format) continue;
        MapSink sink;
        if (known.is_file()) {
            known.write(*reader, [&sink](std::string_view text) { sink.files["file"] += text; });
        } else known.make()->write(*reader, sink);
        return sink.files;
    }
    FAIL("no format " << format);
    return {};
}

catalog::Store stored(fs::path const &path, Records const &records, source::SourceInfo const &info) {
    auto store = catalog::Store::open(path, catalog::Access::create);
    catalog::SourceRow row;
    row.name = "it";
    row.product = info.product;
    row.version = info.version;
    row.database = info.database;
    row.encoding = info.encoding;
    row.collation = info.collation;
    catalog::ScanWriter writer{store, row, "tester"};
    for (auto record : records) writer.put(std::move(record));
    writer.finish({});
    return store;
}

} // namespace

void check_round_trip(Records const &records, source::SourceInfo const &info) {
    Folder const folder;
    auto first = stored(folder.path / "first.db", records, info);
    auto const json = exported(first, "json");
    base::write_file_atomic(folder.path / "model.json", json.at("file"));
    auto const source = source::open("json:" + (folder.path / "model.json").string(), {});
    CHECK(source->info().name == "it");
    auto const scanned = scan(*source);
    CHECK(scanned.records.size() == records.size());
    CHECK(scanned.report.notes.empty());
    auto second = stored(folder.path / "second.db", scanned.records, source->info());
    // Not compared by CHECK, which would print megabytes.
    bool const same_json = json == exported(second, "json");
    CHECK(same_json);
    bool const same_pages = exported(first, "markdown") == exported(second, "markdown");
    CHECK(same_pages);
}

} // namespace scribe::conformance
