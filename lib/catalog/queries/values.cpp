// SPDX-License-Identifier: MIT
#include "catalog/queries/values.hpp"

#include "catalog/queries/queries.hpp"

namespace scribe::catalog {

std::vector<std::vector<std::optional<std::string>>> logged_values(Store &store, std::int64_t query) {
    sqlite::Stmt select{
        store.db(),
        "SELECT c.key, v.value FROM query q JOIN query_snapshot p ON p.source_id = q.source_id AND p.origin = 'log', "
        "json_each(p.body, '$.values.' || ?2) c, json_each(c.value, '$.values') v WHERE q.id = ?1 ORDER BY c.key, "
        "v.key"};
    select.bind(1, query);
    select.bind(2, "\"" + query_id_text(query) + "\"");
    std::vector<std::vector<std::optional<std::string>>> calls;
    while (select.step()) {
        auto const call = static_cast<std::size_t>(select.get_int(0));
        if (calls.size() <= call) calls.resize(call + 1);
        calls[call].push_back(select.is_null(1) ? std::nullopt : std::optional{std::string{select.get_text(1)}});
    }
    return calls;
}

std::vector<std::int64_t> queries_with_values(Store &store, std::int64_t source_id) {
    sqlite::Stmt select{store.db(), "SELECT DISTINCT q.id FROM query_snapshot p, json_each(p.body, '$.values') v JOIN "
                                    "query q ON q.source_id = p.source_id AND printf('%016x', q.id) = v.key WHERE "
                                    "p.source_id = ? AND p.origin = 'log'"};
    select.bind(1, source_id);
    std::vector<std::int64_t> queries;
    while (select.step()) queries.push_back(select.get_int(0));
    return queries;
}

void forget_values_of(Store &store, std::int64_t query) {
    sqlite::Stmt update{store.db(),
                        "UPDATE query_snapshot SET body = json_remove(body, ?2) WHERE origin = 'log' AND "
                        "source_id = (SELECT source_id FROM query WHERE id = ?1) AND json_type(body, ?2) IS "
                        "NOT NULL"};
    update.bind(1, query);
    update.bind(2, "$.values.\"" + query_id_text(query) + "\"");
    update.run();
}

void forget_logged_values(Store &store, std::int64_t source_id, std::int64_t but) {
    sqlite::Stmt update{store.db(),
                        "UPDATE query_snapshot SET body = json_remove(body, '$.values') WHERE source_id = ? "
                        "AND origin = 'log' AND id <> ? AND json_type(body, '$.values') IS NOT NULL"};
    update.bind(1, source_id);
    update.bind(2, but);
    update.run();
}

void forget_logged_values_near(Store &store, std::int64_t column) {
    sqlite::Stmt select{store.db(), "SELECT source_id FROM object WHERE id = ?"};
    select.bind(1, column);
    if (select.step()) forget_logged_values(store, select.get_int(0));
}

} // namespace scribe::catalog
