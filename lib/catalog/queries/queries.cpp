// SPDX-License-Identifier: MIT
#include "catalog/queries/queries.hpp"

#include "base/text.hpp"
#include "model/kind.hpp"
#include "model/record.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

std::string select_queries(std::string_view condition) {
    return fmt::format("SELECT q.id, q.fingerprint, q.kind, q.purpose, q.text, q.bytes, q.error, {} FROM query q JOIN "
                       "source s ON s.id = q.source_id WHERE q.source_id = ?1 {}",
                       k_is_elsewhere, condition);
}

QueryRow read_row(sqlite::Stmt &row) {
    return {row.get_int(0),
            {std::string{row.get_text(1)}, std::string{row.get_text(2)}, std::string{row.get_text(3)},
             std::string{row.get_text(4)}, row.get_int(5), std::string{row.get_text(6)}},
            row.get_int(7) != 0};
}

} // namespace

std::int64_t query_id(std::string_view source, std::string_view fingerprint) {
    return model::object_id(std::string{source}, model::Kind::statistics, "query", std::string{fingerprint}, "");
}

std::string query_id_text(std::int64_t id) { return fmt::format("{:016x}", static_cast<std::uint64_t>(id)); }

std::int64_t put_query(Store &store, SourceRow const &source, model::Query const &query) {
    auto const id = query_id(source.name, query.fingerprint);
    sqlite::Stmt insert{store.db(), "INSERT INTO query (id, source_id, fingerprint, kind, purpose, text, bytes, error, "
                                    "linked_scan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING"};
    insert.bind(1, id);
    insert.bind(2, source.id);
    insert.bind(3, query.fingerprint);
    insert.bind(4, query.kind);
    insert.bind(5, query.purpose);
    insert.bind(6, query.text);
    insert.bind(7, query.bytes);
    insert.bind(8, query.error);
    insert.run();
    return id;
}

QueryRow find_query(Store &store, SourceRow const &source, std::string_view word) {
    auto const lower = base::to_lower_ascii(word);
    sqlite::Stmt select{store.db(),
                        select_queries("AND (substr(printf('%016x', q.id), 1, length(?2)) = ?2 OR q.fingerprint = ?2) "
                                       "LIMIT 2")};
    select.bind(1, source.id);
    select.bind(2, lower);
    auto const shown = base::single_line(base::fit_width(word, 40));
    if (lower.empty() || !select.step())
        throw base::Error(base::ExitCode::usage, fmt::format("{} has no query {}", source.name, shown),
                          "scribe analyze-queries report shows the queries with their ids");
    auto row = read_row(select);
    if (select.step())
        throw base::Error(base::ExitCode::usage, fmt::format("several queries of {} begin with {}", source.name, shown),
                          "give more digits of the id");
    return row;
}

void for_each_query(Store &store, std::int64_t source_id, std::function<void(QueryRow &&)> const &each) {
    sqlite::Stmt select{store.db(), select_queries("ORDER BY q.id")};
    select.bind(1, source_id);
    while (select.step()) each(read_row(select));
}

bool put_plan(Store &store, std::int64_t query, model::QueryPlan const &plan) {
    sqlite::Stmt known{store.db(), "SELECT 1 FROM query_plan WHERE query_id = ? AND hash = ? AND origin = ?"};
    known.bind(1, query);
    known.bind(2, plan.hash);
    known.bind(3, plan.origin);
    bool const is_new = !known.step();
    sqlite::Stmt upsert{
        store.db(), "INSERT INTO query_plan (query_id, hash, origin, plan, total_cost, first_seen, last_seen, "
                    "body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET plan = excluded.plan, "
                    "total_cost = excluded.total_cost, last_seen = excluded.last_seen, body = excluded.body WHERE "
                    "coalesce(excluded.body ->> 'values', '') <> 'given' OR query_plan.body ->> 'values' = 'given'"};
    upsert.bind(1, query);
    upsert.bind(2, plan.hash);
    upsert.bind(3, plan.origin);
    upsert.bind(4, plan.plan);
    upsert.bind(5, plan.total_cost);
    upsert.bind(6, plan.first_seen);
    upsert.bind(7, plan.last_seen);
    upsert.bind(8, plan.body);
    upsert.run();
    return is_new;
}

std::vector<model::QueryPlan> plans_of(Store &store, std::int64_t query) {
    sqlite::Stmt select{store.db(),
                        "SELECT hash, origin, plan, total_cost, first_seen, last_seen, body FROM query_plan "
                        "WHERE query_id = ? ORDER BY last_seen DESC, first_seen DESC, hash, origin"};
    select.bind(1, query);
    std::vector<model::QueryPlan> plans;
    while (select.step())
        plans.push_back({std::string{select.get_text(0)}, std::string{select.get_text(1)},
                         std::string{select.get_text(2)}, select.get_double(3), std::string{select.get_text(4)},
                         std::string{select.get_text(5)}, std::string{select.get_text(6)}});
    return plans;
}

std::vector<std::int64_t> queries_with_new_plan(Store &store, std::int64_t source_id, std::string_view since) {
    sqlite::Stmt select{
        store.db(),
        "SELECT DISTINCT p.query_id FROM query_plan p JOIN query q ON q.id = p.query_id WHERE q.source_id = "
        "?1 AND p.first_seen > ?2 AND coalesce(p.body ->> 'values', '') <> 'given' AND p.hash NOT IN (SELECT o.hash "
        "FROM query_plan o WHERE o.query_id = p.query_id AND o.first_seen <= ?2) AND EXISTS (SELECT 1 FROM query_plan "
        "o WHERE o.query_id = p.query_id AND o.origin = p.origin AND coalesce(o.body ->> 'values', '') <> 'given' AND "
        "o.first_seen <= ?2) ORDER BY 1"};
    select.bind(1, source_id);
    select.bind(2, since);
    std::vector<std::int64_t> ids;
    while (select.step()) ids.push_back(select.get_int(0));
    return ids;
}

} // namespace scribe::catalog
