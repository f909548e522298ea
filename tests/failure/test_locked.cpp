// SPDX-License-Identifier: MIT
// Tables that another session keeps locked while scribe scans: what it could not read says so afterwards.
#include "catalog_file.hpp"
#include "pg_server.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace scribe::failure;
using Catch::Contains;

namespace {

/// Tables whose parts need them opened, and what reads them.
class Shop : public Place {
public:
    Shop() {
        admin("CREATE SCHEMA s");
        admin("CREATE TABLE s.held (id int CHECK (id > 0), twice int GENERATED ALWAYS AS (id * 2) STORED, word text)");
        admin("CREATE INDEX lowered ON s.held (lower(word))");
        admin("CREATE POLICY own ON s.held USING (id > 3)");
        admin("CREATE FUNCTION s.fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        admin("CREATE TRIGGER sometimes BEFORE INSERT ON s.held FOR EACH ROW WHEN (NEW.id > 5) "
              "EXECUTE FUNCTION s.fire('argument')");
        admin("CREATE VIEW s.reader AS SELECT id FROM s.held");
        admin("CREATE STATISTICS s.counts ON id, (lower(word)) FROM s.held");
        admin("CREATE PUBLICATION feed FOR TABLE s.held WHERE (id > 1)");
        admin("CREATE FUNCTION s.total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(id) FROM s.held; END");
        admin("CREATE TABLE s.parts (id int) PARTITION BY RANGE ((id + 1))");
    }

    Ended scan() const {
        return run_scribe(
            {"scan", database.url(), "--as", "shop", "--catalog", "c.db", "--lock-timeout", "1", "-t", "json"},
            start());
    }
    Ended scan_locked() {
        admin("BEGIN");
        admin("LOCK TABLE ONLY s.held, ONLY s.parts IN ACCESS EXCLUSIVE MODE");
        auto ended = scan();
        admin("COMMIT");
        return ended;
    }
    std::string show(std::string const &ref) const {
        auto const ended = run_scribe({"show", ref, "--catalog", "c.db"}, start());
        INFO(ended.err);
        CHECK(ended.exit == 0);
        return ended.out;
    }
    Ended diff(std::vector<std::string> const &more = {}, std::string const &before = "shop") const {
        std::vector<std::string> words{"diff", before, database.url(), "--catalog", "c.db"};
        words.insert(words.end(), more.begin(), more.end());
        return run_scribe(words, start());
    }
    std::string exported_json() const { return run_scribe({"export", "json", "--catalog", "c.db"}, start()).out; }
    void export_pages() const {
        REQUIRE(run_scribe({"export", "markdown", "-o", "pages", "--catalog", "c.db"}, start()).exit == 0);
    }
    std::string page(std::string const &name) const {
        std::ostringstream text;
        text << std::ifstream{file("pages/" + name)}.rdbuf();
        return text.str();
    }
    /// How many objects are marked.
    std::string unread() const {
        return query(file("c.db"), "SELECT count(*) FROM object WHERE body ->> 'unread' IS NOT NULL");
    }

    Database database;
    Admin admin{database.name()};
};

constexpr auto k_reason = "table s.held was locked at the last scan (scan again)";

} // namespace

TEST_CASE("what a first scan could not read of a locked table says so everywhere") {
    Shop shop;
    REQUIRE(shop.scan_locked().exit == 8);
    CHECK(shop.unread() == "10");
    auto const table = shop.show("s.held");
    CHECK_THAT(table, Contains("Not read in full: column twice, constraint held_id_check, index lowered, trigger "
                               "sometimes, policy own: " +
                               std::string{k_reason}));
    CHECK_THAT(table, Contains("generated stored: not read"));
    for (auto const *ref :
         {"s.reader", "s.held.own", "s.held.sometimes", "s.held.twice", "s.counts", "feed", "s.total()"})
        CHECK_THAT(shop.show(ref), Contains("Not read in full: " + std::string{k_reason}));
    CHECK_THAT(shop.show("s.parts"), Contains("Not read in full: table s.parts was locked at the last scan"));
    CHECK_THAT(shop.show("s.fire()"), !Contains("Not read in full"));

    shop.export_pages();
    CHECK_THAT(shop.page("s.held.md"), Contains("Not read in full: column twice, constraint held\\_id\\_check, index "
                                                "lowered, trigger sometimes, policy own, extended statistics "
                                                "s.counts: " +
                                                std::string{k_reason}));
    CHECK_THAT(shop.page("s.reader.md"), Contains("Not read in full: view s.reader: " + std::string{k_reason}));
    CHECK_THAT(shop.page("s.parts.md"), Contains("Not read in full: table s.parts: table s.parts was locked"));
    CHECK_THAT(shop.page("routines/s.total.md"), Contains("Not read in full: " + std::string{k_reason}));
    CHECK_THAT(shop.page("routines/s.fire.md"), !Contains("Not read in full"));
    CHECK_THAT(shop.page("database/publications.md"), Contains("not read in full: " + std::string{k_reason}));
    auto const json = shop.exported_json();
    CHECK_THAT(json, Contains(R"("name":"own","unread":["s.held"],)") && Contains(R"("unread":["s.parts"])"));

    // A file takes the marks along.
    std::ofstream{shop.file("model.json")} << json;
    REQUIRE(run_scribe({"scan", "json:model.json", "--as", "copy", "--catalog", "c.db"}, shop.start()).exit == 0);
    CHECK(shop.unread() == "20");
}

TEST_CASE("diff compares nothing that a first scan could not read") {
    Shop shop;
    REQUIRE(shop.scan_locked().exit == 8);
    auto const same = shop.diff();
    CHECK(same.exit == 0);
    CHECK(same.out.empty());
    CHECK_THAT(same.err,
               Contains("10 objects (column s.held.twice, ...) were not read in full: tables s.held, s.parts "
                        "were locked at the last scan (scan again); the expressions of them are not compared"));
    CHECK_THAT(shop.diff({"-t", "markdown"}).out, Contains("> 10 objects") && Contains("No differences."));
    shop.admin("ALTER TABLE s.held ADD later int");
    shop.admin("ALTER POLICY own ON s.held TO CURRENT_USER");
    auto const json = shop.diff({"-t", "json"});
    CHECK(json.exit == 1);
    CHECK_THAT(json.out, Contains("\"note\":\"10 objects (") && Contains("\"total\":2,") && Contains("\"roles\""));
    auto const sql = shop.diff({"--sql"});
    CHECK_THAT(sql.out, Contains("-- not done: policy s.held.own was not read in full") &&
                            Contains("-- not done: nothing is written before all is read") && !Contains("ALTER"));
    // The next scan that reads all takes the marks away.
    REQUIRE(shop.scan().exit == 0);
    CHECK(shop.unread() == "0");
    CHECK_THAT(shop.exported_json(), !Contains("\"unread\""));
    CHECK_THAT(shop.diff().err, !Contains("not read in full"));
    CHECK_THAT(shop.diff({"--sql"}).out, Contains("Nothing to do"));
}

TEST_CASE("diff reads past what is locked in a live database") {
    Shop shop;
    shop.admin("CREATE TABLE s.free (id int CHECK (id > 7))");
    REQUIRE(shop.scan().exit == 0);
    auto const locked = [&](std::vector<std::string> more = {}) {
        shop.admin("BEGIN");
        shop.admin("LOCK TABLE ONLY s.held, ONLY s.parts IN ACCESS EXCLUSIVE MODE");
        more.insert(more.end(), {"--lock-timeout", "1"});
        auto ended = shop.diff(more);
        shop.admin("COMMIT");
        return ended;
    };
    auto const same = locked();
    CHECK(same.exit == 0);
    CHECK(same.out.empty());
    CHECK_THAT(same.err, Contains("10 objects (column s.held.twice, ...) were not read in full: tables s.held, s.parts "
                                  "were locked"));
    // The rest is compared: another expression, and what is no expression of the locked table.
    shop.admin("ALTER TABLE s.free DROP CONSTRAINT free_id_check, ADD CONSTRAINT free_id_check CHECK (id > 8)");
    shop.admin("ALTER TABLE s.held ALTER word SET NOT NULL");
    auto const changed = locked();
    CHECK(changed.exit == 1);
    CHECK_THAT(changed.out, Contains("id > 8") && Contains("not_null"));
    CHECK_THAT(locked({"--sql"}).out, Contains("nothing is written before all is read") && !Contains("ALTER"));
}

TEST_CASE("what a rescan could not read stays as it was and says so") {
    Shop shop;
    REQUIRE(shop.scan().exit == 0);
    shop.admin("ALTER TABLE s.held RENAME id TO number");
    REQUIRE(shop.scan_locked().exit == 8);
    CHECK(shop.unread() == "10");
    // The new column stands beside the old expressions, which are marked.
    auto const table = shop.show("s.held");
    CHECK_THAT(table, Contains("number") && Contains("(id > 0)") && Contains("Not read in full: column twice, ") &&
                          Contains(k_reason));
    CHECK_THAT(shop.show("s.reader"), Contains("held.id") && Contains("Not read in full: " + std::string{k_reason}));
    shop.export_pages();
    CHECK_THAT(shop.page("s.held.md"), Contains("Not read in full: column twice, "));
    CHECK_THAT(shop.page("s.reader.md"), Contains("held.id") && Contains("Not read in full: view s.reader: "));
    CHECK_THAT(shop.exported_json(),
               Contains(R"x("unread":["s.held"],"command":"all","roles":["public"],"using":"(id > 3)")x"));
    // The same column everywhere, so nothing of what was read differs.
    auto const diff = shop.diff({"-t", "json"});
    CHECK_THAT(diff.out, Contains("\"note\":\"10 objects (") && !Contains("\"body\"") && !Contains("\"definition\""));
    // The state before the locked scan was read in full: of that all is compared.
    auto const earlier = shop.diff({"-t", "json"}, "shop@1");
    CHECK_THAT(earlier.out, !Contains("\"note\"") && Contains("\"field\":\"body\""));
    REQUIRE(shop.scan().exit == 0);
    CHECK(shop.unread() == "0");
    CHECK_THAT(shop.show("s.held"), Contains("(number > 0)") && !Contains("Not read in full"));
}

TEST_CASE("marks that come and go are no changes") {
    Shop shop;
    REQUIRE(shop.scan().exit == 0);
    for (int i = 0; i < 2; ++i) {
        auto const locked = shop.scan_locked();
        CHECK(locked.exit == 8);
        CHECK_THAT(locked.out, Contains("\"changed\": 0,") && Contains("\"partial\": 10,"));
        CHECK(shop.unread() == "10");
    }
    // The second one found them marked.
    CHECK(query(shop.file("c.db"), "SELECT count(*) FROM object WHERE changed_scan > 2") == "0");
    auto const whole = shop.scan();
    CHECK(whole.exit == 0);
    CHECK_THAT(whole.out, Contains("\"changed\": 0,"));
    CHECK(shop.unread() == "0");
    CHECK(shop.diff().exit == 0);
}
