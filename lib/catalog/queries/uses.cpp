// SPDX-License-Identifier: MIT
#include "catalog/queries/uses.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

std::int64_t newest_scan(Store &store, std::int64_t source_id) {
    sqlite::Stmt select{store.db(), "SELECT coalesce(max(id), 0) FROM scan WHERE source_id = ?"};
    select.bind(1, source_id);
    select.step();
    return select.get_int(0);
}

std::vector<QueryRow> queries_to_link(Store &store, std::int64_t source_id, std::int64_t scan) {
    for (auto const *const change :
         {"DELETE FROM query_use WHERE query_id", "UPDATE query SET linked_scan = 0 WHERE id"}) {
        sqlite::Stmt unlink{store.db(), fmt::format("{} IN (SELECT q.id FROM query q JOIN source s ON s.id = "
                                                    "q.source_id WHERE q.source_id = ? AND q.linked_scan <> 0 AND {})",
                                                    change, k_is_elsewhere)};
        unlink.bind(1, source_id);
        unlink.run();
    }
    std::vector<QueryRow> list;
    sqlite::Stmt select{
        store.db(), fmt::format("SELECT q.id, q.fingerprint, q.kind, q.purpose, q.text, q.bytes, q.error FROM query q "
                                "JOIN source s ON s.id = q.source_id WHERE q.source_id = ? AND q.linked_scan <> ? AND "
                                "q.error = '' AND NOT ({}) ORDER BY q.id",
                                k_is_elsewhere)};
    select.bind(1, source_id);
    select.bind(2, scan);
    while (select.step())
        list.push_back(
            {select.get_int(0),
             {std::string{select.get_text(1)}, std::string{select.get_text(2)}, std::string{select.get_text(3)},
              std::string{select.get_text(4)}, select.get_int(5), std::string{select.get_text(6)}}});
    return list;
}

void set_uses(Store &store, std::int64_t query, std::int64_t scan, std::vector<QueryUse> const &uses) {
    sqlite::Stmt remove{store.db(), "DELETE FROM query_use WHERE query_id = ?"};
    remove.bind(1, query);
    remove.run();
    sqlite::Stmt insert{store.db(), "INSERT INTO query_use (query_id, object_id, is_written) VALUES (?, ?, ?)"};
    for (auto const &use : uses) {
        insert.bind(1, query);
        insert.bind(2, use.object);
        insert.bind(3, use.is_written);
        insert.run();
    }
    sqlite::Stmt update{store.db(), "UPDATE query SET linked_scan = ? WHERE id = ?"};
    update.bind(1, scan);
    update.bind(2, query);
    update.run();
}

std::vector<UsingQuery> queries_using(Store &store, std::int64_t object) {
    sqlite::Stmt select{
        store.db(),
        "SELECT q.id, q.kind, q.text, u.is_written, coalesce(sum(m.calls), 0), coalesce(sum(m.total_ms), 0) "
        "FROM query_use u JOIN query q ON q.id = u.query_id LEFT JOIN query_entry e ON e.query_id = q.id "
        "LEFT JOIN (SELECT entry_id, max(calls) AS calls, max(total_ms) AS total_ms FROM query_figure GROUP "
        "BY entry_id) m ON m.entry_id = e.id WHERE u.object_id = ? AND q.purpose = 'application' GROUP BY "
        "q.id, u.is_written ORDER BY 6 DESC, q.id"};
    select.bind(1, object);
    std::vector<UsingQuery> list;
    while (select.step())
        list.push_back({select.get_int(0), std::string{select.get_text(1)}, std::string{select.get_text(2)},
                        select.get_int(3) != 0, select.get_double(4), select.get_double(5)});
    return list;
}

std::vector<std::int64_t> query_ids_using(Store &store, std::vector<std::int64_t> const &objects) {
    std::vector<std::int64_t> ids;
    sqlite::Stmt select{store.db(), "SELECT query_id FROM query_use WHERE object_id = ?"};
    for (auto const object : objects) {
        select.bind(1, object);
        while (select.step()) ids.push_back(select.get_int(0));
        select.reset();
    }
    std::ranges::sort(ids);
    auto const rest = std::ranges::unique(ids);
    ids.erase(rest.begin(), rest.end());
    return ids;
}

} // namespace scribe::catalog
