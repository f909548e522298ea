// SPDX-License-Identifier: MIT
#include "sql/facts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace scribe::sql {

std::size_t Facts::add_instance(TableName table, Conjunction const &home, bool is_read) {
    m_instances.push_back({std::move(table), &home, is_read});
    return m_instances.size() - 1;
}

void Facts::add_columns(Sources const &columns, Budget &budget) {
    budget.spend(columns.size() + 1);
    for (auto const &source : columns) m_columns.emplace(source.instance, source.column);
}

void Facts::add_written_column(std::string_view column) {
    auto const &table = m_writes.back();
    m_written_columns.insert({table.schema, table.table, std::string{column}});
}

Conjunction &Facts::add_conjunction(Conjunction const *around, bool is_branch) {
    return m_conjunctions.emplace_back(Conjunction{around, is_branch});
}

void Facts::add_pairs(Conjunction &conjunction, Sources const &left, Sources const &right, Budget &budget) {
    if (conjunction.is_branch) return;
    budget.spend(left.size() * right.size() + 1);
    for (auto const &a : left) {
        for (auto const &b : right)
            if (a.instance != b.instance) conjunction.pairs.push_back({a, b});
    }
}

ColumnName Facts::name(Source const &source) const {
    auto const &table = m_instances[source.instance].table;
    return {table.schema, table.table, source.column};
}

std::vector<Constant> Facts::constants(Conjunction const &conjunction, std::size_t left, std::size_t right,
                                       Budget &budget) const {
    std::vector<Constant> found;
    auto const take = [&](Conjunction const &from, auto const &is_meant) {
        budget.spend(from.facts.size() + 1);
        for (auto const &fact : from.facts) {
            if (!is_meant(fact.column.instance)) continue;
            Constant constant{name(fact.column), fact.value};
            if (std::ranges::find(found, constant) == found.end()) found.push_back(std::move(constant));
        }
    };
    for (auto const *at = &conjunction; at; at = at->around)
        take(*at, [&](std::size_t instance) { return instance == left || instance == right; });
    // What a subquery in FROM says of its table holds for all that comes out of it.
    for (auto const side : {left, right})
        take(*m_instances[side].home, [&](std::size_t instance) { return instance == side; });
    return found;
}

void Facts::write_joins(Conjunction const &conjunction, std::vector<Join> &joins, Budget &budget) const {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> groups; // the joins of two uses of tables
    auto const first = joins.size();
    for (auto const &[a, b] : conjunction.pairs) {
        bool const turned = b.instance < a.instance;
        auto const &left = turned ? b : a;
        auto const &right = turned ? a : b;
        EquiJoin pair{name(left), name(right), left.is_array, right.is_array};
        auto &group = groups[{left.instance, right.instance}];
        // A column that is compared with two is part of two keys, or of none.
        auto const has_room = [&](std::size_t join) {
            budget.spend(joins[join].pairs.size() + 1);
            return std::ranges::none_of(joins[join].pairs, [&](EquiJoin const &other) {
                return (other.left == pair.left || other.right == pair.right) && other != pair;
            });
        };
        auto const place = std::ranges::find_if(group, has_room);
        if (place == group.end()) {
            group.push_back(joins.size());
            joins.push_back({{std::move(pair)}, constants(conjunction, left.instance, right.instance, budget)});
        } else if (auto &pairs = joins[*place].pairs; std::ranges::find(pairs, pair) == pairs.end()) {
            pairs.push_back(std::move(pair));
        }
    }
    // A table with itself by the same columns: two rows of one thing, not one thing that points to another.
    auto const is_same = [](Join const &join) {
        return std::ranges::all_of(join.pairs, [](auto const &pair) { return pair.left == pair.right; });
    };
    joins.erase(std::remove_if(joins.begin() + static_cast<std::ptrdiff_t>(first), joins.end(), is_same), joins.end());
}

std::vector<ResultColumn> Facts::named(Shape const &shape) const {
    std::vector<ResultColumn> columns;
    for (auto const &output : shape.outputs) {
        auto &column = columns.emplace_back(ResultColumn{output.name, {}});
        for (auto const &source : output.sources) {
            auto copy = name(source);
            if (!source.is_array && std::ranges::find(column.copies, copy) == column.copies.end())
                column.copies.push_back(std::move(copy));
        }
    }
    return columns;
}

void Facts::write(StatementUse &use, Budget &budget) const {
    std::vector<Join> joins;
    for (auto const &conjunction : m_conjunctions) write_joins(conjunction, joins, budget);
    std::set<Join> seen;
    for (auto &join : joins)
        if (seen.insert(join).second) use.joins.push_back(std::move(join));
    std::set<TableName> tables;
    for (auto const &instance : m_instances)
        if (instance.is_read && tables.insert(instance.table).second) use.tables.push_back(instance.table);
    auto columns = m_written_columns;
    for (auto const &[instance, column] : m_columns) columns.insert(name({instance, column}));
    for (auto const &conjunction : m_conjunctions) // those of USING and NATURAL are named nowhere else
        for (auto const &pair : conjunction.pairs)
            for (auto const *const side : {&pair.left, &pair.right}) columns.insert(name(*side));
    use.columns.assign(columns.begin(), columns.end());
    std::set<TableName> written;
    for (auto const &table : m_writes)
        if (written.insert(table).second) use.writes.push_back(table);
}

} // namespace scribe::sql
