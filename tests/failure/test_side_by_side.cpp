// SPDX-License-Identifier: MIT
// Several scribe processes on one catalog: nobody loses what another wrote.
#include "catalog_file.hpp"

#include <filesystem>
#include <memory>

using namespace scribe::failure;

namespace {

using Processes = std::vector<std::unique_ptr<Process>>;

std::unique_ptr<Process> start_scan(Place const &place, std::string const &source) {
    return std::make_unique<Process>(std::vector<std::string>{"scan", "sqlite:" + source, "--catalog", "c.db"},
                                     place.start());
}

/// Waits for all; each must end well. Meanwhile readers run: once the catalog can be read it stays so.
void finish_all(Processes const &scans, Place const &place) {
    bool readable = false;
    auto const any_running = [&scans] {
        bool any = false;
        for (auto const &scan : scans) any = scan->running() || any;
        return any;
    };
    while (any_running()) {
        auto const read = run_scribe({"source", "list", "--catalog", "c.db"}, place.start());
        INFO("reader: " << read.err);
        CHECK((read.exit == 0 || (!readable && read.exit == 6)));
        readable = readable || read.exit == 0;
    }
    for (auto const &scan : scans) {
        auto const ended = scan->wait();
        INFO(ended.err);
        CHECK(ended.exit == 0);
    }
}

std::int64_t objects_of(Place const &place, std::string const &source) {
    return std::stoll(query(place.file("c.db"), "SELECT count(*) FROM object o JOIN source s ON s.id = o.source_id "
                                                "WHERE removed_scan IS NULL AND s.name = '" +
                                                    source + "'"));
}

/// Objects of a source with this many tables: the schema, the tables and what belongs to each.
std::int64_t expected_objects(int tables) {
    Place const place;
    make_source(place.file("one.db"), tables);
    REQUIRE(run_scribe({"scan", "sqlite:one.db", "--catalog", "c.db"}, place.start()).exit == 0);
    return objects_of(place, "one");
}

} // namespace

TEST_CASE("scans of the same source into one catalog follow each other") {
    Place const place;
    make_source(place.file("shop.db"), 150);
    auto const expected = expected_objects(150);
    bool const exists = GENERATE(false, true);
    if (exists) REQUIRE(start_scan(place, "shop.db")->wait().exit == 0);
    Processes scans;
    for (int i = 0; i < 4; ++i) scans.push_back(start_scan(place, "shop.db"));
    finish_all(scans, place);
    auto const found = contents(place.file("c.db"));
    CHECK(found.integrity == "ok");
    CHECK(found.scans == (exists ? 5 : 4));
    CHECK(found.sources == 1);
    CHECK(objects_of(place, "shop") == expected);
    CHECK(query(place.file("c.db"), "SELECT count(*) FROM scan WHERE added + changed + removed > 0") == "1");
}

TEST_CASE("scans of different sources into one new catalog all arrive") {
    std::int64_t const expected = expected_objects(100);
    for (int round = 0; round < 4; ++round) {
        Place const place;
        Processes scans;
        for (int i = 0; i < 4; ++i) make_source(place.file("s" + std::to_string(i) + ".db"), 100);
        for (int i = 0; i < 4; ++i) scans.push_back(start_scan(place, "s" + std::to_string(i) + ".db"));
        finish_all(scans, place);
        auto const found = contents(place.file("c.db"));
        CHECK(found.integrity == "ok");
        CHECK(found.scans == 4);
        for (int i = 0; i < 4; ++i) CHECK(objects_of(place, "s" + std::to_string(i)) == expected);
    }
}
