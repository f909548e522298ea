// SPDX-License-Identifier: MIT
#include "sql/views.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace scribe::sql {

namespace {

constexpr std::size_t k_most_columns = 16; // of a column through UNIONs

TableName table_of(ColumnName const &column) { return {column.schema, column.table}; }

/// Adds the pair to the join of the same two tables, of those that `joins` has from `first` on.
void add_pair(std::vector<Join> &joins, std::size_t first, EquiJoin pair) {
    for (auto i = first; i < joins.size(); ++i) {
        auto &pairs = joins[i].pairs;
        bool const same_tables = table_of(pairs.front().left) == table_of(pair.left) &&
                                 table_of(pairs.front().right) == table_of(pair.right);
        if (!same_tables) continue;
        if (std::ranges::find(pairs, pair) == pairs.end()) pairs.push_back(std::move(pair));
        return;
    }
    joins.push_back({{std::move(pair)}, {}});
}

void add_constant(std::vector<Join> &joins, std::size_t first, Constant const &constant) {
    for (auto i = first; i < joins.size(); ++i) {
        auto const &pair = joins[i].pairs.front();
        auto const table = table_of(constant.column);
        if (table == table_of(pair.left) || table == table_of(pair.right)) joins[i].constants.push_back(constant);
    }
}

} // namespace

void Views::add(TableName view, std::vector<ResultColumn> result) {
    m_views.insert_or_assign(std::move(view), std::move(result));
}

std::vector<ColumnName> Views::follow(ColumnName const &column) const {
    std::vector<ColumnName> found;
    std::set<ColumnName> seen;
    std::vector<ColumnName> open{column};
    while (!open.empty() && found.size() < k_most_columns) {
        auto const next = std::move(open.back());
        open.pop_back();
        if (!seen.insert(next).second) continue;
        auto const view = m_views.find(table_of(next));
        if (view == m_views.end()) {
            found.push_back(next);
            continue;
        }
        auto const shown = std::ranges::find(view->second, next.column, &ResultColumn::name);
        if (shown != view->second.end()) open.insert(open.end(), shown->copies.rbegin(), shown->copies.rend());
    }
    return found;
}

std::vector<Join> Views::follow(std::vector<Join> const &joins) const {
    std::vector<Join> followed;
    for (auto const &join : joins) {
        auto const first = followed.size();
        for (auto const &pair : join.pairs) {
            for (auto const &left : follow(pair.left)) {
                for (auto const &right : follow(pair.right))
                    if (left != right)
                        add_pair(followed, first, {left, right, pair.left_is_array, pair.right_is_array});
            }
        }
        for (auto const &constant : join.constants)
            for (auto const &column : follow(constant.column)) add_constant(followed, first, {column, constant.value});
    }
    std::set<Join> seen;
    std::erase_if(followed, [&](Join const &join) { return !seen.insert(join).second; });
    return followed;
}

} // namespace scribe::sql
