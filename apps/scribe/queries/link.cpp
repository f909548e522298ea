// SPDX-License-Identifier: MIT
#include "queries/link.hpp"

#include "catalog/queries/uses.hpp"
#include "workload/names.hpp"

#include <algorithm>

#include <map>

namespace scribe::cli {

namespace {

std::vector<catalog::QueryUse> uses_of(sql::StatementUse const &use, workload::ModelNames const &names,
                                       std::string const &source) {
    std::map<std::int64_t, bool> objects; // is_written by id
    auto const add_table = [&](sql::TableName const &table, bool is_written) {
        auto const kind = names.kind(table);
        if (!kind) return;
        bool &written = objects[model::object_id(source, *kind, table.schema, "", table.table)];
        written = written || is_written;
    };
    for (auto const &table : use.tables) add_table(table, false);
    for (auto const &table : use.writes) add_table(table, true);
    for (auto const &column : use.columns) {
        auto const *const known = names.columns({column.schema, column.table});
        if (known && std::ranges::find(*known, column.column) != known->end())
            objects.emplace(model::object_id(source, model::Kind::column, column.schema, column.table, column.column),
                            false);
    }
    std::vector<catalog::QueryUse> list;
    for (auto const &[object, is_written] : objects) list.push_back({object, is_written});
    return list;
}

} // namespace

std::int64_t link_queries(catalog::Store &store, catalog::SourceRow const &source) {
    auto const scan = catalog::newest_scan(store, source.id);
    if (scan == 0) return 0;
    auto const queries = catalog::queries_to_link(store, source.id, scan);
    if (queries.empty()) return 0;
    workload::ModelNames const names{*store.reader(source, {}, true)};
    sqlite::Txn transaction{store.db()};
    std::int64_t linked = 0;
    for (auto const &row : queries) {
        auto const uses = uses_of(sql::analyze(row.query.text, names), names, source.name);
        catalog::set_uses(store, row.id, scan, uses);
        linked += uses.empty() ? 0 : 1;
    }
    transaction.commit();
    return linked;
}

} // namespace scribe::cli
