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

/// What a schema.json of tbls has a place for, counted.
std::map<std::string, std::int64_t> counts_in_tbls(Records const &records) {
    std::map<std::string, std::int64_t> counts;
    for (auto const &record : records) {
        auto const kind = std::string{model::kind_name(record.kind)};
        switch (record.kind) {
        case model::Kind::constraint:
            ++counts[model::from_record<model::Constraint>(record).type];
            counts["columns of keys"] +=
                static_cast<std::int64_t>(model::from_record<model::Constraint>(record).columns.size());
            break;
        case model::Kind::type:
            if (model::from_record<model::Type>(record).type_kind == "enum") ++counts["enum"];
            continue;                                        // without a comment
        case model::Kind::routine: ++counts[kind]; continue; // likewise
        case model::Kind::table:
        case model::Kind::view:
        case model::Kind::column:
        case model::Kind::index:
        case model::Kind::trigger: ++counts[kind]; break;
        default: continue;
        }
        counts["comments of " + kind] += record.comment ? 1 : 0;
    }
    return counts;
}

void check_tbls(catalog::Store &store, Records const &records, fs::path const &file) {
    base::write_file_atomic(file, exported(store, "tbls").at("file"));
    auto const source = source::open("tbls:" + file.string(), {});
    auto const scanned = scan(*source);
    CHECK(scanned.report.notes.empty());
    CHECK(counts_in_tbls(scanned.records) == counts_in_tbls(records));
}

} // namespace

void check_round_trip(Records const &records, source::SourceInfo const &info) {
    Folder const folder;
    auto first = stored(folder.path / "first.db", records, info);
    check_tbls(first, records, folder.path / "schema.json");
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
