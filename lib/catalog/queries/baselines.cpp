// SPDX-License-Identifier: MIT
#include "catalog/queries/baselines.hpp"

namespace scribe::catalog {

void put_baseline(Store &store, std::int64_t source_id, BaselineRow const &row) {
    sqlite::Stmt insert{store.db(),
                        "INSERT OR REPLACE INTO query_baseline (source_id, name, made_at, body) VALUES (?, ?, ?, ?)"};
    insert.bind(1, source_id);
    insert.bind(2, row.name);
    insert.bind(3, row.made_at);
    insert.bind(4, row.body);
    insert.run();
}

std::optional<BaselineRow> find_baseline(Store &store, std::int64_t source_id, std::string_view name) {
    sqlite::Stmt select{store.db(), "SELECT name, made_at, body FROM query_baseline WHERE source_id = ? AND name = ?"};
    select.bind(1, source_id);
    select.bind(2, name);
    if (!select.step()) return std::nullopt;
    return BaselineRow{std::string{select.get_text(0)}, std::string{select.get_text(1)},
                       std::string{select.get_text(2)}};
}

std::vector<std::string> baseline_names(Store &store, std::int64_t source_id) {
    sqlite::Stmt select{store.db(), "SELECT name FROM query_baseline WHERE source_id = ? ORDER BY name"};
    select.bind(1, source_id);
    std::vector<std::string> names;
    while (select.step()) names.emplace_back(select.get_text(0));
    return names;
}

} // namespace scribe::catalog
