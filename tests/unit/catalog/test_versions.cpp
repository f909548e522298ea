// SPDX-License-Identifier: MIT
#include "catalog/scan_writer.hpp"
#include "diff/compare.hpp"
#include "model/filter.hpp"
#include "model/serialize.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <stdlib.h>

using namespace scribe;
using model::Kind;

namespace {

model::Record table(std::string name, std::string comment = {}) {
    model::Table table;
    table.schema = "public";
    table.name = std::move(name);
    if (!comment.empty()) table.comment = comment;
    return to_record(table);
}

model::Record column(std::string table, std::string name, int position, std::string type = "text") {
    model::Column column;
    column.schema = "public";
    column.table = std::move(table);
    column.name = std::move(name);
    column.type = std::move(type);
    column.position = position;
    return to_record(column);
}

/// A catalog in a folder of its own, open twice: a reader keeps its connection in a transaction.
struct Fixture {
    std::string folder = "/tmp/scribe-versions-XXXXXX";
    std::optional<catalog::Store> writer, other;

    Fixture() {
        REQUIRE(mkdtemp(folder.data()));
        writer = catalog::Store::open(folder + "/catalog.db", catalog::Access::create);
        scan_all();
        other = catalog::Store::open(folder + "/catalog.db", catalog::Access::read);
    }
    ~Fixture() {
        writer.reset();
        other.reset();
        std::filesystem::remove_all(folder);
    }

    void scan(std::vector<model::Record> records) {
        catalog::SourceRow row;
        row.name = "shop";
        row.url = "sqlite:shop";
        catalog::ScanWriter scan{*writer, row, "test"};
        for (auto &record : records) scan.put(std::move(record));
        scan.finish({});
    }
    /// Five states: something of each kind of change between them.
    void scan_all() {
        std::vector<model::Record> const quiet = {table("a"), column("a", "x", 1), column("a", "y", 2), table("b"),
                                                  column("b", "x", 1)};
        auto const with = [&quiet](std::vector<model::Record> more) {
            more.insert(more.begin(), quiet.begin(), quiet.end());
            return more;
        };
        scan(with({table("t"), column("t", "p", 1), column("t", "q", 2), column("t", "r", 3)}));
        scan(with({table("t", "now with a comment"), column("t", "q", 1), column("t", "p", 2), column("t", "r", 3)}));
        scan(quiet);
        scan(with({table("t"), column("t", "p", 1), column("t", "q", 2, "integer"), table("u"), column("u", "p", 1)}));
        scan(with({table("t"), column("t", "p", 1), column("t", "q", 2, "integer"), table("u"), column("u", "p", 1)}));
    }
    static std::unique_ptr<model::ModelReader> version(catalog::Store &store, std::int64_t scan,
                                                       std::optional<std::int64_t> since = {}) {
        return store.version(*store.find_source("shop"), scan, {}, since);
    }
    std::string names(Kind kind, std::int64_t scan, std::int64_t since) {
        auto const reader = version(*other, scan, since);
        auto const cursor = reader->read(kind);
        std::string text;
        for (model::Record record; cursor->next(record);) text += model::format_ref(record) + " ";
        return text;
    }
};

/// What differs between two scans, read whole or since the earlier one.
std::string told(Fixture &f, std::int64_t before, std::int64_t after, std::optional<std::int64_t> since) {
    std::string text;
    auto const old_side = Fixture::version(*f.writer, before, since);
    auto const new_side = Fixture::version(*f.other, after, since);
    for (auto const &change : diff::compare(*old_side, *new_side, {})) {
        text += fmt::format("{} {} {}", diff::action_name(change.action), model::kind_name(change.object().kind),
                            model::format_ref(change.object()));
        for (auto const &field : change.fields) text += " " + field.field;
        text += "\n";
    }
    return text;
}

} // namespace

TEST_CASE("cursors since a scan give whole tables of which something changed, and nothing else") {
    Fixture f;
    CHECK(f.names(Kind::table, 2, 1) == "public.t ");
    CHECK(f.names(Kind::column, 1, 1) == "public.t.p public.t.q public.t.r ");
    CHECK(f.names(Kind::column, 2, 1) == "public.t.q public.t.p public.t.r ");
    CHECK(f.names(Kind::column, 3, 3).empty());
    CHECK(f.names(Kind::column, 4, 3) == "public.t.p public.t.q public.u.p ");
    CHECK(f.names(Kind::column, 5, 4).empty());
    CHECK(f.names(Kind::view, 5, 1).empty());
}

TEST_CASE("what changed since the earlier of two scans is all that a comparison finds") {
    Fixture f;
    for (std::int64_t before = 1; before <= 5; ++before) {
        for (std::int64_t after = 1; after <= 5; ++after) {
            auto const whole = told(f, before, after, {});
            INFO(before << " and " << after);
            CHECK(told(f, before, after, std::min(before, after)) == whole);
            CHECK(whole.empty() == (before == after || before + after == 9));
        }
    }
    CHECK(told(f, 1, 2, 1) == "changed table public.t comment\nchanged column public.t.q position\n");
}
