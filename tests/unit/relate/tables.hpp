// SPDX-License-Identifier: MIT
#pragma once

#include "relate/search.hpp"

#include <algorithm>
#include <numeric>

// Tables for tests of the search for relationships.
namespace scribe::relate {

/// A hash that keeps no order.
inline std::uint64_t hash(std::uint64_t value) { return (value + 1) * 0x9e3779b97f4a7c15U; }

inline void fill(Column &column, std::vector<std::uint64_t> const &values, double rows) {
    std::vector<std::uint64_t> distinct = values;
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    column.profiled = column.exact = true;
    column.distinct = static_cast<double>(distinct.size());
    column.uniqueness = column.distinct / rows;
    column.min = static_cast<double>(distinct.front());
    column.max = static_cast<double>(distinct.back());
    for (auto const value : distinct) column.sketch.hashes.push_back(hash(value));
    std::ranges::sort(column.sketch.hashes);
    column.sketch.whole = true;
    column.sketch.complete = column.sketch.hashes.size() < 256;
    if (column.sketch.hashes.size() > 256) column.sketch.hashes.resize(256);
}

inline Column integer(std::string name) {
    Column column;
    column.name = std::move(name);
    column.type = "integer";
    column.value_class = model::ValueClass::integer;
    return column;
}

inline std::vector<std::uint64_t> count_from(std::uint64_t first, std::size_t size) {
    std::vector<std::uint64_t> values(size);
    std::iota(values.begin(), values.end(), first);
    return values;
}

/// A table whose first column is its key, 1 to `rows`.
inline Table table(std::string name, std::size_t rows, std::vector<Column> columns = {}) {
    Table result;
    result.schema = "public";
    result.name = std::move(name);
    result.rows = static_cast<double>(rows);
    auto id = integer("id");
    id.not_null = true;
    fill(id, count_from(1, rows), result.rows);
    result.columns.push_back(std::move(id));
    for (auto &column : columns) result.columns.push_back(std::move(column));
    result.keys.push_back({{0}, true, true});
    return result;
}

/// The pairs found, "orders.customer_id>customer.id".
inline std::vector<std::string> found(Facts facts) {
    Search search{std::move(facts)};
    std::vector<std::string> list;
    for (auto const &one : search.judge())
        if (one.confidence >= 0.5 && one.status != "declared")
            list.push_back(one.from.table + "." + one.from.columns[0] + ">" + one.to.table + "." + one.to.columns[0] +
                           (one.type_value.empty() ? "" : "=" + one.type_value));
    return list;
}

inline Column filled(std::string name, std::vector<std::uint64_t> const &values, double rows) {
    auto column = integer(std::move(name));
    fill(column, values, rows);
    return column;
}

} // namespace scribe::relate
