// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/family/family.hpp"

#include "diff/ddl/plan/plan.hpp"

#include <algorithm>
#include <iterator>

// Which tables are above and below others, and which of them come and go.
namespace scribe::diff::ddl {

using model::Kind;
using model::Ref;

namespace {

template <typename Lists> auto const &members(Lists const &lists, Ref const &table) {
    static typename Lists::mapped_type const none;
    auto const found = lists.find(table);
    return found == lists.end() ? none : found->second;
}

bool has(std::vector<Ref> const &list, Ref const &table) { return std::ranges::find(list, table) != list.end(); }

} // namespace

void Family::set(Ref const &table, std::vector<Ref> parents, bool old_state) {
    auto &state = old_state ? m_old : m_new;
    for (auto const &parent : members(state.parents, table)) state.children[parent].erase(table);
    for (auto const &parent : parents) state.children[parent].insert(table);
    if (parents.empty()) state.parents.erase(table);
    else state.parents[table] = std::move(parents);
}

std::vector<Ref> const &Family::parents(Ref const &table, bool old_state) const {
    return members(state(old_state).parents, table);
}

std::set<Ref> const &Family::children(Ref const &table, bool old_state) const {
    return members(state(old_state).children, table);
}

std::vector<Ref> Family::lasting_parents(Ref const &table) const {
    std::vector<Ref> lasting;
    auto const &before = parents(table, true);
    std::ranges::copy_if(parents(table, false), std::back_inserter(lasting),
                         [&](Ref const &parent) { return has(before, parent); });
    return lasting;
}

std::vector<Ref> Family::lasting_children(Ref const &table) const {
    std::vector<Ref> lasting;
    std::ranges::set_intersection(children(table, true), children(table, false), std::back_inserter(lasting));
    return lasting;
}

Ref Plan::parent(Ref const &table, bool old_state) const {
    if (!m_partitions.contains(table)) return {};
    auto const &list = parents(table, old_state);
    return list.empty() ? Ref{} : list.front();
}

bool Plan::is_under(Ref const &table, std::set<Ref> const &tables, bool old_state) const {
    return std::ranges::any_of(parents(table, old_state), [&](Ref const &parent) {
        return tables.contains(parent) || is_under(parent, tables, old_state);
    });
}

bool Plan::is_parent(Ref const &table) const {
    return !m_partitioned.contains(table) &&
           !(m_family.children(table, true).empty() && m_family.children(table, false).empty());
}

std::size_t Plan::depth(Ref const &table) const {
    std::size_t depth = 0;
    for (auto const &parent : parents(table, !is_added(Kind::table, table.schema, table.name)))
        depth = std::max(depth, this->depth(parent) + 1);
    return depth;
}

bool Plan::loses_partition(Ref const &table) const {
    if (!m_partitioned.contains(table)) return false;
    auto const &after = m_family.children(table, false);
    return std::ranges::any_of(m_family.children(table, true), [&](Ref const &child) {
        return !after.contains(child) || is_removed(Kind::table, child.schema, child.name);
    });
}

bool Plan::is_parted(Ref const &table) const {
    if (parents(table, true).size() != lasting_parents(table).size()) return true;
    return std::ranges::any_of(m_family.children(table, true), [&](Ref const &child) {
        return !is_removed(Kind::table, child.schema, child.name) && is_parted(child);
    });
}

bool Plan::joins_others(Ref const &table) const {
    auto const &before = m_family.children(table, true);
    return parents(table).size() != lasting_parents(table).size() ||
           std::ranges::any_of(m_family.children(table, false),
                               [&](Ref const &child) { return !before.contains(child); });
}

std::vector<Name> Plan::columns_below(model::Column const &column) const {
    std::vector<Name> names;
    std::vector<Ref> tables{{column.schema, column.table}};
    std::set<Ref> met;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        for (auto &child : lasting_children(tables[i])) {
            if (!met.insert(child).second) continue;
            names.push_back({whole_name(child.schema, child.name), column.name});
            tables.push_back(std::move(child));
        }
    }
    return names;
}

} // namespace scribe::diff::ddl
