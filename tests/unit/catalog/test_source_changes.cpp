// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/files.hpp"
#include "catalog/renames/renames.hpp"
#include "catalog/scan_writer.hpp"
#include "catalog/secret.hpp"
#include "catalog/source_changes.hpp"
#include "temporary_catalog.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace scribe;
using namespace scribe::catalog;
using scribe::test::TemporaryCatalog;

namespace {

SourceRow row(std::string name, std::string url, std::string secret = {}) {
    SourceRow source;
    source.name = std::move(name);
    source.url = std::move(url);
    source.secret = std::move(secret);
    return source;
}

/// Every event as "command|subject_id|before|after", oldest first.
std::vector<std::string> events(Store &store) {
    std::vector<std::string> list;
    sqlite::Stmt select{store.db(),
                        "SELECT c.author || '|' || c.command || '|' || e.subject || '|' || e.subject_id || '|' || "
                        "coalesce(e.before, '-') || '|' || coalesce(e.after, '-') "
                        "FROM event e JOIN change_set c ON c.id = e.change_set_id ORDER BY e.id"};
    while (select.step()) list.emplace_back(select.get_text(0));
    return list;
}

model::Record table(std::string name, std::string body = "{}") {
    model::Record record;
    record.kind = model::Kind::table;
    record.schema = "main";
    record.name = std::move(name);
    record.body = std::move(body);
    return record;
}

} // namespace

TEST_CASE("adding, replacing and removing a source are events without secrets") {
    TemporaryCatalog const place;
    auto store = place.open();
    auto const secret = seal_secret("key", {"shop", "sqlite:/b.db"}, "geheim", {4, 8, 1});
    add_source(store, row("shop", "sqlite:/a.db"), false, "ann");
    CHECK_THROWS_AS(add_source(store, row("shop", "sqlite:/b.db"), false, "ann"), base::Error);
    CHECK(store.find_source("shop")->url == "sqlite:/a.db");
    add_source(store, row("shop", "sqlite:/b.db", secret), true, "bob");
    CHECK(store.find_source("shop")->secret == secret);
    auto const use = remove_source(store, "shop", "bob");
    CHECK(use.objects == 0);
    CHECK_FALSE(store.find_source("shop"));
    CHECK_THROWS_AS(remove_source(store, "shop", "bob"), base::Error);

    auto const log = events(store);
    REQUIRE(log.size() == 3);
    CHECK(log[0] == R"(ann|source add|source|shop|-|{"name":"shop","url":"sqlite:/a.db"})");
    CHECK(log[1].starts_with(
        R"(bob|source add|source|shop|{"name":"shop","url":"sqlite:/a.db"}|{"name":"shop","url":"sqlite:/b.db","password":"encrypted)"));
    CHECK(log[2].starts_with("bob|source remove|source|shop|{"));
    CHECK(log[2].ends_with("|-"));
}

TEST_CASE("replacing a source makes the catalog forget which database it was, and nothing else when the URL stays") {
    TemporaryCatalog const place;
    auto store = place.open();
    auto known = row("shop", "sqlite:/a.db");
    known.identity = "a";
    known.product = "SQLite";
    auto const id = store.save_source(known);
    add_source(store, row("shop", "sqlite:/a.db"), true, "ann");
    CHECK(store.find_source("shop")->identity.empty());
    CHECK(store.find_source("shop")->product == "SQLite");
    known.identity = "a";
    store.save_source(known);
    add_source(store, row("shop", "sqlite:/b.db"), true, "ann");
    CHECK(store.find_source("shop")->identity.empty());
    CHECK(store.find_source("shop")->id == id);
}

TEST_CASE("rekeying turns all stored passwords or none") {
    TemporaryCatalog const place;
    auto store = place.open();
    store.save_source(row("a", "postgresql://a", seal_secret("old", {"a", "postgresql://a"}, "one", {4, 8, 1})));
    store.save_source(row("b", "postgresql://b"));
    store.save_source(row("c", "postgresql://c", seal_secret("old", {"c", "postgresql://c"}, "två", {4, 8, 1})));
    CHECK(rekey_sources(store, "old", "new", "ann") == 2);
    CHECK(open_secret("new", {"a", "postgresql://a"}, store.find_source("a")->secret).view() == "one");
    CHECK(open_secret("new", {"c", "postgresql://c"}, store.find_source("c")->secret).view() == "två");
    CHECK_THROWS_AS(open_secret("old", {"a", "postgresql://a"}, store.find_source("a")->secret), base::Error);
    CHECK(store.find_source("b")->secret.empty());
    CHECK(events(store).size() == 2);

    // A URL that was changed in the file: its password is not sealed again for that one.
    auto const right = *store.find_source("c");
    auto changed = right;
    changed.url = "postgresql://evil";
    store.save_source(changed);
    CHECK_THROWS_AS(rekey_sources(store, "new", "newer", "ann"), base::Error);
    store.save_source(right);

    // One password under another key: nothing changes, not even those that come before it.
    store.save_source(row("d", "postgresql://d", seal_secret("third", {"d", "postgresql://d"}, "x", {4, 8, 1})));
    auto const before = store.find_source("a")->secret;
    CHECK_THROWS_AS(rekey_sources(store, "new", "newer", "ann"), base::Error);
    CHECK(store.find_source("a")->secret == before);
    CHECK(events(store).size() == 2);
}

TEST_CASE("rekeying binds a password to its URL that an earlier scribe sealed for the name alone") {
    TemporaryCatalog const place;
    auto store = place.open();
    store.save_source(row("s", "postgresql://a",
                          {"\x01\x04\x08\x01\x12\x49\x92\xf9\x8e\x3e\x0f\xf7\x7d\x34\x61\x30\xa5\xd3\xb6\x2a\x95\x0e"
                           "\xe1\xc9\x98\xee\x80\x6a\x9d\x83\xbe\x2f\x4e\xe3\x70\x23\x18\x84\x41\x51\x77\x0d\x6f\xe3"
                           "\x43\xed\x47\x04\xcd\xa8\xb2\x72\xbd\x63",
                           54}));
    CHECK(rekey_sources(store, "right", "right", "ann") == 1);
    auto const secret = store.find_source("s")->secret;
    CHECK(open_secret("right", {"s", "postgresql://a"}, secret).view() == "geheim");
    CHECK_THROWS_AS(open_secret("right", {"s", "postgresql://b"}, secret), base::Error);
}

TEST_CASE("a scan that fails leaves no source behind") {
    TemporaryCatalog const place;
    auto store = place.open();
    {
        ScanWriter writer{store, row("shop", "sqlite:/a.db"), "ann"};
        writer.put(table("orders"));
    }
    CHECK(store.sources().empty());
    CHECK(store.db().query_int("SELECT count(*) FROM object") == 0);
    ScanWriter writer{store, row("shop", "sqlite:/a.db"), "ann"};
    writer.put(table("orders"));
    CHECK(writer.finish({}).added == 1);
    CHECK(source_use(store, store.find_source("shop")->id).objects == 1);
}

TEST_CASE("a scan refuses another server under a known name and keeps a stored password with its URL") {
    TemporaryCatalog const place;
    auto store = place.open();
    auto saved = row("shop", "postgresql://ann@db/shop", "sealed");
    store.save_source(saved);
    auto scanned = row("shop", "postgresql://bob@db/shop");
    scanned.identity = "server 1";
    ScanWriter{store, scanned, "ann"}.finish({});
    auto const known = store.find_source("shop");
    CHECK(known->secret == "sealed");
    CHECK(known->url == "postgresql://ann@db/shop");
    CHECK(known->identity == "server 1");

    scanned.identity = "server 2";
    try {
        ScanWriter const writer{store, scanned, "ann"};
        FAIL("another server was taken");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::usage);
        CHECK(std::string{error.what()}.find("server 1") != std::string::npos);
        CHECK(std::string{error.what()}.find("server 2") != std::string::npos);
        CHECK(error.hint().find("--as") != std::string::npos);
        CHECK(error.hint().find("source add shop 'postgresql://bob@db/shop' --replace --save-password") !=
              std::string::npos);
    }
    CHECK(store.find_source("shop")->identity == "server 1");
    add_source(store, row("shop", "postgresql://ann@db/shop"), true, "ann");
    ScanWriter{store, scanned, "ann"}.finish({});
    CHECK(store.find_source("shop")->identity == "server 2");
}

TEST_CASE("a preview counts what a scan would, and writes nothing") {
    TemporaryCatalog const place;
    auto store = place.open();
    auto const source = row("shop", "sqlite:/a.db");
    {
        ScanWriter writer{store, source, "ann"};
        writer.put(table("same"));
        writer.put(table("changes"));
        writer.put(table("goes"));
        writer.finish({});
    }
    auto const bytes = [&place] {
        return base::read_file(place.folder / "catalog.db").value_or("") +
               base::read_file(place.folder / "catalog.db-wal").value_or("");
    };
    auto const content = bytes();
    auto const fill = [](auto &sink) {
        sink.put(table("same"));
        sink.put(table("changes", R"({"a":1})"));
        sink.put(table("comes"));
    };
    ScanPreview preview{&store, source, 100};
    fill(preview);
    auto const promised = preview.finish({});
    CHECK(bytes() == content);
    ScanWriter writer{store, source, "ann"};
    fill(writer);
    auto const done = writer.finish({});
    CHECK(promised.objects == done.objects);
    CHECK(promised.added == 1);
    CHECK(promised.changed == 1);
    CHECK(promised.removed == 1);
    CHECK(done.added == 1);
    CHECK(done.changed == 1);
    CHECK(done.removed == 1);
    // What would be added and removed is what the scan then has added and removed.
    auto const names = [](std::vector<model::Record> const &records) {
        std::string text;
        for (auto const &record : records) text += record.name + " ";
        return text;
    };
    auto const changes = last_changes(store, store.find_source(source.name)->id, 100);
    CHECK(names(changes.added) == "comes ");
    CHECK(names(changes.removed) == "goes ");
    CHECK(names(preview.changes().added) == names(changes.added));
    CHECK(names(preview.changes().removed) == names(changes.removed));

    ScanPreview bounded{&store, source, 1};
    bounded.put(table("same"));
    bounded.put(table("new one"));
    bounded.put(table("new two"));
    CHECK(bounded.finish({}).added == 2);
    CHECK_FALSE(bounded.changes().complete);
    CHECK(bounded.changes().added.empty());

    ScanPreview first{nullptr, source, 100};
    fill(first);
    CHECK(first.finish({}).added == 3);
}

TEST_CASE("a scan of what did not change writes no row of an object") {
    auto store = catalog::Store::temporary();
    catalog::SourceRow source;
    source.name = "shop";
    source.url = "sqlite:shop";
    auto const scan = [&](char const *body) {
        ScanWriter writer{store, source, "ann"};
        auto counted = table("counted");
        counted.stats.emplace();
        counted.stats->rows = 7;
        writer.put(std::move(counted));
        writer.put(table("plain", body));
        return writer.finish({});
    };
    REQUIRE(scan("{}").added == 2);
    // A row that is written again with what it had would be no less written.
    int number = 0;
    for (auto const *const event : {"INSERT ON object", "UPDATE ON object", "DELETE ON object",
                                    "INSERT ON object_history", "UPDATE ON statistic", "DELETE ON statistic"}) {
        store.db().exec(fmt::format("CREATE TRIGGER guard{} BEFORE {} BEGIN SELECT RAISE(ABORT, 'written: {}'); END",
                                    ++number, event, event));
    }
    auto const again = scan("{}");
    CHECK(again.objects == 2);
    CHECK(again.added + again.changed + again.removed == 0);
    CHECK_THROWS_WITH(scan(R"({"a":1})"), Catch::Contains("written: "));
}
