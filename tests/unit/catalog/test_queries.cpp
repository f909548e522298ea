// SPDX-License-Identifier: MIT
#include "catalog/queries/queries.hpp"
#include "catalog/queries/snapshots.hpp"
#include "catalog/queries/uses.hpp"
#include "temporary_catalog.hpp"
#include "workload/read_query.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::catalog;
using scribe::test::TemporaryCatalog;

namespace {

SourceRow shop(Store &store) {
    SourceRow source;
    source.name = "shop";
    source.url = "postgresql://host/shop";
    source.product = "PostgreSQL";
    source.database = "shop";
    source.id = store.save_source(source);
    return source;
}

/// A snapshot of one entry.
SnapshotSummary put(Store &store, SourceRow const &source, model::QueryEntry const &entry, model::Query const &query,
                    double calls) {
    model::QuerySnapshot snapshot;
    snapshot.origin = "server";
    snapshot.taken_at = "2026-01-31T12:00:00.000Z";
    model::QueryFigures figures;
    figures.counters[model::Counter::calls] = calls;
    sqlite::Txn transaction{store.db()};
    SnapshotWriter writer{store, source, snapshot};
    writer.put(entry, figures, [&] { return query; });
    auto const summary = writer.finish();
    transaction.commit();
    return summary;
}

std::vector<std::string> texts(Store &store, SourceRow const &source) {
    std::vector<std::string> list;
    for_each_query(store, source.id, [&](QueryRow &&row) { list.push_back(std::move(row.query.text)); });
    return list;
}

} // namespace

TEST_CASE("a statement whose text the server could not give gets it as soon as it can", "[catalog]") {
    TemporaryCatalog const folder;
    auto store = folder.open();
    auto const source = shop(store);
    model::QueryEntry const entry{"shop", "app", 5, 10, 4711, true};
    put(store, source, entry, workload::unread_query(4711), 1);
    put(store, source, entry, workload::unread_query(4711), 2);
    CHECK(texts(store, source) == std::vector<std::string>{"/* queryid 4711 */"});
    put(store, source, entry, workload::read_query("SELECT a FROM t"), 3);
    put(store, source, entry, workload::unread_query(4711), 4);
    CHECK(texts(store, source) == std::vector<std::string>{"SELECT a FROM t"});
    int figures = 0;
    for_each_figure(store, source.id, Series::counters, [&](FigureRow const &) { ++figures; });
    CHECK(figures == 4);
}

TEST_CASE("queries of other databases are linked to no table of this one", "[catalog]") {
    TemporaryCatalog const folder;
    auto store = folder.open();
    auto const source = shop(store);
    put(store, source, {"other", "app", 6, 10, 1, true}, workload::read_query("SELECT a FROM t"), 1);
    put(store, source, {"shop", "app", 5, 10, 2, true}, workload::read_query("SELECT b FROM t"), 1);
    put(store, source, {"", "app", 0, 0, 0, true}, workload::read_query("SELECT c FROM t"), 1);    // of a log
    put(store, source, {"77", "77", 77, 10, 3, true}, workload::read_query("SELECT d FROM t"), 1); // of a dump
    auto const linked = [&] {
        std::string list;
        for (auto const &row : queries_to_link(store, source.id, 1)) list += row.query.text.substr(7, 1);
        return list;
    };
    auto list = linked();
    std::ranges::sort(list);
    CHECK(list == "bcd");
    put(store, source, {"shop", "app", 5, 10, 4, true}, workload::read_query("SELECT a FROM t"), 1);
    CHECK(linked().size() == 4);
}

TEST_CASE("plans that tell of no change are not new", "[catalog]") {
    TemporaryCatalog const folder;
    auto store = folder.open();
    auto const source = shop(store);
    auto const query = put_query(store, source, workload::read_query("UPDATE t SET a = 1"));
    auto const add = [&](std::string const &hash, std::string const &origin, std::string const &day,
                         std::string const &body = "{}") {
        put_plan(store, query, {hash, origin, "{}", 1, "2026-01-" + day, "2026-01-" + day, body});
    };
    add("a", "generic", "01");
    add("x", "analyzed", "01", R"({"values":"given"})");
    // What a role without the right planned instead, and what ran with values that somebody gave.
    add("b", "equivalent", "03");
    add("c", "analyzed", "03", R"({"values":"given"})");
    add("d", "analyzed", "03");
    CHECK(queries_with_new_plan(store, source.id, "2026-01-02").empty());
    add("e", "generic", "03");
    CHECK(queries_with_new_plan(store, source.id, "2026-01-02") == std::vector<std::int64_t>{query});
    // That of a call has the shape of one that was kept, which stays what it was.
    add("e", "generic", "04", R"({"values":"given"})");
    auto const plans = plans_of(store, query);
    auto const kept = std::ranges::find(plans, "e", &model::QueryPlan::hash);
    REQUIRE(kept != plans.end());
    CHECK(kept->body == "{}");
    CHECK(kept->last_seen == "2026-01-03");
}

TEST_CASE("where the logs end that were read", "[catalog]") {
    TemporaryCatalog const folder;
    auto store = folder.open();
    auto const source = shop(store);
    CHECK_FALSE(read_until(store, source.id));
    auto const add = [&](std::string const &time, std::optional<std::int64_t> statements) {
        model::QuerySnapshot snapshot;
        snapshot.origin = "log";
        snapshot.taken_at = time;
        SnapshotWriter writer{store, source, snapshot};
        auto const id = writer.finish().id;
        if (statements) set_read_until(store, id, *statements);
    };
    add("2026-01-31T12:00:00.000Z", 9);
    add("2026-01-31T13:00:00.000Z", 2);
    add("2026-01-31T13:00:00.000Z", 5); // more of the same millisecond
    auto const end = read_until(store, source.id);
    REQUIRE(end);
    CHECK(end->time == "2026-01-31T13:00:00.000Z");
    CHECK(end->statements == 5);
}
