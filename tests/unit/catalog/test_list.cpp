// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/scan_writer.hpp"
#include "model/serialize.hpp"

#include <catch2/catch.hpp>
#include <stdlib.h>

using namespace scribe;
using catalog::ObjectQuery;
using model::Kind;

namespace {

/// A catalog in a folder of its own.
struct Fixture {
    std::string folder = "/tmp/scribe-list-XXXXXX";
    std::optional<catalog::Store> store;

    Fixture() {
        REQUIRE(mkdtemp(folder.data()));
        store = catalog::Store::open(folder + "/catalog.db", catalog::Access::create);
    }
    ~Fixture() {
        store.reset();
        std::filesystem::remove_all(folder);
    }

    static model::Record table(std::string schema, std::string name, std::int64_t rows, std::string comment = {}) {
        model::Table table;
        table.schema = std::move(schema);
        table.name = std::move(name);
        table.stats = model::Stats{};
        table.stats->rows = rows;
        if (!comment.empty()) table.comment = comment;
        return to_record(table);
    }
    static model::Record column(std::string table, std::string name, int position) {
        model::Column column;
        column.schema = "public";
        column.table = std::move(table);
        column.name = std::move(name);
        column.position = position;
        return to_record(column);
    }
    static model::Record foreign_key(std::string table, std::string name, model::Ref references) {
        model::Constraint key;
        key.schema = "public";
        key.table = std::move(table);
        key.name = std::move(name);
        key.type = "foreign key";
        key.references = std::move(references);
        return to_record(key);
    }
    void scan(std::string const &source, std::vector<model::Record> records) {
        catalog::SourceRow row;
        row.name = source;
        row.url = "sqlite:" + source;
        catalog::ScanWriter writer{*store, row, "test"};
        for (auto &record : records) writer.put(std::move(record));
        writer.finish({});
    }
    void scan_shop() {
        auto owned = table("public", "spatial_ref", 9);
        owned.extension = "postgis";
        scan("shop", {table("public", "b", 5), table("public", "a", 7, "Größe der Kunden"), table("sales", "c", 5),
                      owned, column("a", "z", 1), column("a", "y", 2), column("b", "x.y", 1),
                      foreign_key("b", "b_fk", {"public", "a"}), foreign_key("a", "a_fk", {"sales", "c"})});
    }
    /// The refs of a listing, then its total.
    std::string list(ObjectQuery query, std::vector<std::string> const &patterns = {}) {
        for (auto const &text : patterns) query.patterns.push_back(model::parse_ref(text));
        if (query.kinds.empty()) query.kinds = {Kind::table, Kind::view};
        std::string text;
        auto const total =
            store->list(query, [&](catalog::ObjectRow &&row) { text += model::format_ref(row.record) + " "; });
        return text + std::to_string(total);
    }
};

} // namespace

TEST_CASE("a listing is sorted, cut and counted") {
    Fixture f;
    f.scan_shop();
    CHECK(f.list({}) == "public.a public.b sales.c 3");
    CHECK(f.list({.limit = 1, .offset = 1}) == "public.b 3");
    CHECK(f.list({.sort = ObjectQuery::Sort::rows}) == "public.a public.b sales.c 3");
    CHECK(f.list({.sort = ObjectQuery::Sort::columns, .limit = 0}) == "public.a public.b sales.c 3");
    CHECK(f.list({.extension_objects = true, .sort = ObjectQuery::Sort::rows, .limit = 1}) == "public.spatial_ref 4");
    CHECK(f.list({.kinds = {Kind::column}}) == "public.a.z public.a.y public.b.\"x.y\" 3");
}

TEST_CASE("patterns, schemas, comments and search choose what is listed") {
    Fixture f;
    f.scan_shop();
    CHECK(f.list({}, {"a"}) == "public.a 1");
    CHECK(f.list({}, {"public.*"}) == "public.a public.b 2");
    CHECK(f.list({}, {"public.*", "!public.b"}) == "public.a 1");
    CHECK(f.list({}, {"!public.*"}) == "sales.c 1");
    CHECK(f.list({}, {"!public.*", "public.a"}) == "public.a 1");
    CHECK(f.list({}, {"\"*\""}) == "0");
    CHECK(f.list({}, {"shop:c"}) == "sales.c 1");
    CHECK(f.list({}, {"other:c"}) == "0");
    CHECK(f.list({.kinds = {Kind::column}}, {"a.*"}) == "public.a.z public.a.y 2");
    CHECK(f.list({.kinds = {Kind::column}}, {"public.b.\"x.y\""}) == "public.b.\"x.y\" 1");
    CHECK(f.list({.kinds = {Kind::column}}, {"public.?.*"}) == "public.a.z public.a.y public.b.\"x.y\" 3");
    CHECK(f.list({.search = "GRÖSSE"}) == "0");
    CHECK(f.list({.search = "GRÖß"}) == "public.a 1");
    CHECK(f.list({.search = "KUNDEN"}) == "public.a 1");
    CHECK(f.list({.described = true}) == "public.a 1");
    CHECK(f.list({.undescribed = true}) == "public.b sales.c 2");
    ObjectQuery only_sales;
    only_sales.filter.schemas = {"s*"};
    CHECK(f.list(only_sales) == "sales.c 1");
}

TEST_CASE("several sources are listed one after the other, or one of them") {
    Fixture f;
    f.scan_shop();
    f.scan("archive", {Fixture::table("public", "z", 1)});
    CHECK(f.list({}) == "public.z public.a public.b sales.c 4");
    CHECK(f.list({.source = "archive"}) == "public.z 1");
    CHECK(f.list({}, {"a*:*"}) == "public.z 1");
}

TEST_CASE("a search of all kinds of objects is sorted, cut, counted and narrowed like any listing") {
    Fixture f;
    f.scan_shop();
    f.scan("archive", {Fixture::table("public", "y_", 1), Fixture::table("old", "z", 1, "y?")});
    ObjectQuery query;
    query.kinds.assign(model::k_all_kinds.begin(), model::k_all_kinds.end());
    query.search = "Y";
    auto const with = [&query](auto const &change) {
        auto changed = query;
        change(changed);
        return changed;
    };
    CHECK(f.list(query) == "old.z public.y_ public.a.y public.b.\"x.y\" 4");
    CHECK(f.list(with([](auto &q) { q.limit = 1, q.offset = 1; })) == "public.y_ 4");
    CHECK(f.list(with([](auto &q) { q.limit = 0, q.offset = 3; })) == "public.b.\"x.y\" 4");
    CHECK(f.list(with([](auto &q) { q.offset = 4; })) == "4");
    CHECK(f.list(with([](auto &q) { q.kinds = {Kind::column}; })) == "public.a.y public.b.\"x.y\" 2");
    CHECK(f.list(with([](auto &q) { q.source = "archive"; })) == "old.z public.y_ 2");
    CHECK(f.list(with([](auto &q) { q.source = "s*"; })) == "public.a.y public.b.\"x.y\" 2");
    CHECK(f.list(with([](auto &q) { q.filter.schemas = {"o*"}; })) == "old.z 1");
    CHECK(f.list(with([](auto &q) { q.described = true; })) == "old.z 1");
    CHECK(f.list(with([](auto &q) { q.search = "spatial"; })) == "0");
    CHECK(f.list(with([](auto &q) { q.search = "spatial", q.extension_objects = true; })) == "public.spatial_ref 1");
    CHECK(f.list(with([](auto &q) { q.sort = ObjectQuery::Sort::rows, q.search = "b", q.limit = 1; })) == "public.b 2");
    f.scan("archive", {});
    CHECK(f.list(query) == "public.a.y public.b.\"x.y\" 2");
}

TEST_CASE("what is no longer there is not listed") {
    Fixture f;
    f.scan_shop();
    f.scan("shop", {Fixture::table("public", "a", 7)});
    CHECK(f.list({}) == "public.a 1");
}

TEST_CASE("who mentions an object is found, and only as long as it does") {
    Fixture f;
    f.scan_shop();
    auto const id = f.store->find_source("shop")->id;
    auto const names = [&](std::string const &schema, std::string const &name) {
        std::string text;
        for (auto const &record : f.store->mentions(id, model::Kind::table, schema, name, 10))
            text += model::format_ref(record) + " ";
        return text;
    };
    CHECK(names("public", "a") == "public.b.b_fk ");
    CHECK(names("sales", "c") == "public.a.a_fk ");
    CHECK(names("public", "b").empty());
    f.scan("shop", {Fixture::table("public", "a", 7), Fixture::foreign_key("b", "b_fk", {"odd\"\\", "n\name"})});
    CHECK(names("public", "a").empty());
    CHECK(names("odd\"\\", "n\name") == "public.b.b_fk ");
}

TEST_CASE("single objects and names are found without a listing, as long as they are there") {
    Fixture f;
    f.scan_shop();
    auto const exists = [&](std::string const &table, std::string const &name, bool extensions) {
        auto const reader = f.store->reader(*f.store->find_source("shop"), {}, extensions);
        model::Record record;
        bool const found = reader->find(table.empty() ? Kind::table : Kind::column, "public", table, name, record);
        if (found) CHECK(record.name == name);
        return found;
    };
    CHECK(exists("a", "y", false));
    CHECK_FALSE(exists("b", "y", false));
    CHECK(exists("", "spatial_ref", true));
    CHECK_FALSE(exists("", "spatial_ref", false));
    auto const names = [&] {
        std::string text;
        f.store->names({Kind::table, Kind::view},
                       [&](auto schema, auto name) { text += model::format_ref(schema, name) + " "; });
        return text;
    };
    CHECK(names() == "public.a public.b sales.c ");
    f.scan("shop", {Fixture::table("public", "a", 7)});
    CHECK_FALSE(exists("a", "y", false));
    CHECK(names() == "public.a ");
}

TEST_CASE("letters of any script are compared without case") {
    CHECK(base::contains_any_case("Customers", "TOM"));
    CHECK(base::contains_any_case("ΑΘΗΝΑ", "θη"));
    CHECK_FALSE(base::contains_any_case("Customers", "x"));
    CHECK(base::contains_any_case("", ""));
}
