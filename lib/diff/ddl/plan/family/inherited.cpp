// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/family/inherited.hpp"

#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <algorithm>

// Columns that tables have from those that they inherit from (partitions left out).
namespace scribe::diff::ddl {

using model::Column;
using model::Kind;
using model::Record;
using model::Ref;

namespace {

void add_settings(Column const &column, Inherited &all) {
    all.defaults.insert(column.default_value);
    all.storage.insert(column.storage);
    all.compression.insert(column.compression);
}

void merge(Inherited const &one, Inherited &all) {
    all.exists = all.exists || one.exists;
    all.late = all.late || one.late;
    all.goes = all.goes || one.goes;
    all.not_null = all.not_null || one.not_null;
    all.keeps_type = all.keeps_type || one.keeps_type;
    if (one.as_made) all.as_made = one.as_made;
    all.defaults.insert(one.defaults.begin(), one.defaults.end());
    all.at_first.insert(one.at_first.begin(), one.at_first.end());
    all.storage.insert(one.storage.begin(), one.storage.end());
    all.compression.insert(one.compression.begin(), one.compression.end());
    all.expressions.insert(one.expressions.begin(), one.expressions.end());
}

/// Adds what an existing parent gives whose column is changed in this script.
void add_changed(Change const &change, Inherited &all) {
    auto const before = model::from_record<Column>(change.before);
    bool const new_type = changes_type(change);
    // The old default may be dropped before the child is made.
    if (differs(change, "default") || new_type) all.defaults.insert({before.default_value, std::nullopt});
    else all.defaults.insert(before.default_value);
    // A new type comes with its own; what is said of the parent alone comes later.
    all.storage.insert(new_type ? std::string{} : before.storage);
    all.compression.insert(new_type ? std::string{} : before.compression);
    if (new_type) all.as_made = before;
}

} // namespace

void Plan::read_parent_columns(model::ModelReader &after) {
    std::set<Ref> above;
    for (auto const &change : m_changes) {
        auto const &object = change.after;
        bool const made = change.action == Action::added && object.kind == Kind::table;
        bool const own =
            object.kind == Kind::column && change.action == Action::changed && differs(change, "inherited");
        bool const moved =
            object.kind == Kind::table && change.action == Action::changed && differs(change, "inherits");
        if (!made && !own && !moved) continue;
        Ref const table{object.schema, own ? object.table : object.name};
        if (m_partitions.contains(table)) continue;
        if (moved) above.insert(table);
        auto const list = made ? parents(table) : lasting_parents(table);
        above.insert(list.begin(), list.end());
    }
    if (above.empty()) return;
    for (auto const &record : read_all(after, Kind::column, [&](Record const &column) {
             return above.contains({column.schema, column.table});
         }))
        m_parent_columns.emplace(key_of(record), model::from_record<Column>(record));
}

std::vector<Column> Plan::parent_columns(Ref const &table) const {
    std::vector<Column> columns;
    for (auto one = m_parent_columns.lower_bound({Kind::column, table.schema, table.name, ""});
         one != m_parent_columns.end() && one->second.schema == table.schema && one->second.table == table.name; ++one)
        columns.push_back(one->second);
    return columns;
}

bool Plan::lasting_parent_has(Ref const &table, std::string const &column) const {
    auto const list = lasting_parents(table);
    return std::any_of(list.begin(), list.end(), [&](Ref const &parent) {
        return m_parent_columns.contains({Kind::column, parent.schema, parent.name, column});
    });
}

std::vector<std::string> Plan::becomes_own(Ref const &table) const {
    std::vector<std::string> names;
    for (auto const &column : parent_columns(table)) {
        if (!column.inherited) continue;
        auto const *change = find(Kind::column, table.schema, table.name, column.name);
        bool const said = change != nullptr && change->action == Action::changed && differs(*change, "inherited");
        if (!said && !lasting_parent_has(table, column.name)) names.push_back(column.name);
    }
    return names;
}

Inherited Plan::inherited(Ref const &child, std::string const &column) const {
    Inherited all;
    bool const is_new = is_added(Kind::table, child.schema, child.name);
    for (auto const &parent : is_new ? parents(child) : lasting_parents(child))
        merge(inherited_from(parent, column), all);
    return all;
}

Inherited Plan::inherited_from(Ref const &parent, std::string const &name) const {
    auto const *change = find(Kind::column, parent.schema, parent.name, name);
    auto const known = m_parent_columns.find({Kind::column, parent.schema, parent.name, name});
    Inherited one;
    if (change == nullptr && known == m_parent_columns.end()) {
        one.goes = is_part_removed(Kind::column, parent, name);
        return one;
    }
    auto const column = change != nullptr ? model::from_record<Column>(change->after) : known->second;
    auto const left = std::find_if(m_left_columns.begin(), m_left_columns.end(), [&](Record const &record) {
        return record.schema == parent.schema && record.table == parent.name && record.name == name;
    });
    if (change && change->action == Action::added) {
        one = inherited_from_new(column);
    } else if (left != m_left_columns.end()) {
        one.as_made = model::from_record<Column>(*left);
        one.keeps_type = true;
        add_settings(*one.as_made, one);
    } else if (change && change->action == Action::changed) {
        add_changed(*change, one);
    } else {
        add_settings(column, one);
    }
    if (!one.late) one.at_first = one.defaults;
    one.exists = true;
    one.not_null = column.not_null;
    one.expressions.insert(column.expression);
    return one;
}

Inherited Plan::inherited_from_new(Column const &column) const {
    // Its table is new as well, or gets the column: from above, or as it is defined there.
    auto const above = inherited({column.schema, column.table}, column.name);
    bool const on_new = owner_added(column);
    bool const own = !above.exists || !column.inherited || (on_new && above.has_several_defaults());
    Inherited one;
    one.goes = above.goes;
    one.late = !on_new || (!own && above.late) || above.stands_in_the_way();
    one.defaults = own ? std::set{column.default_value} : above.defaults;
    if (on_new && above.exists) {
        one.storage = above.storage;
        one.compression = above.compression;
        one.as_made = above.as_made;
        one.keeps_type = above.keeps_type;
    } else {
        one.storage.emplace();
        one.compression.emplace();
    }
    return one;
}

std::map<std::string, Column> Plan::columns_at_first(Ref const &table) const {
    std::map<std::string, Column> columns;
    bool const is_new = is_added(Kind::table, table.schema, table.name);
    for (auto const &change : m_changes) {
        auto const &object = change.object();
        if (object.kind != Kind::column || object.schema != table.schema || object.table != table.name) continue;
        if (is_new) {
            auto column = model::from_record<Column>(object);
            column.storage.clear(); // said later
            column.compression.clear();
            columns.emplace(column.name, std::move(column));
        } else if (change.action != Action::added) {
            auto column = model::from_record<Column>(change.before);
            column.name = object.name;
            columns.emplace(object.name, std::move(column));
        }
    }
    if (is_new) {
        for (auto const &parent : parents(table)) {
            for (auto &[name, column] : columns_at_first(parent)) {
                column.schema = table.schema;
                column.table = table.name;
                columns.insert_or_assign(name, std::move(column));
            }
        }
        return columns;
    }
    for (auto const &record : m_left_columns) {
        if (record.schema == table.schema && record.table == table.name)
            columns.insert_or_assign(record.name, model::from_record<Column>(record));
    }
    for (auto const &column : parent_columns(table)) {
        auto const *change = find(Kind::column, table.schema, table.name, column.name);
        if (change == nullptr || change->action != Action::added) columns.emplace(column.name, column);
    }
    return columns;
}

bool Plan::drops_before_children(model::Object const &column) const {
    Ref const table{column.schema, column.table};
    if (!is_parent(table)) return false;
    if (joins_others(table)) return true;
    return std::ranges::any_of(m_family.children(table, true), [&](Ref const &child) {
        if (is_removed(Kind::table, child.schema, child.name)) return false;
        auto below = column;
        below.schema = child.schema;
        below.table = child.name;
        return !is_part_removed(Kind::column, child, column.name) ||
               find(Kind::column, child.schema, child.name, column.name) != nullptr || drops_before_children(below);
    });
}

bool Plan::is_kept_below(Ref const &table, std::string const &column) const {
    return std::ranges::any_of(lasting_children(table), [&](Ref const &child) {
        return !is_removed(Kind::table, child.schema, child.name) &&
               (!is_part_removed(Kind::column, child, column) || is_kept_below(child, column));
    });
}

void Plan::find_dropped_alone() {
    for (auto const &change : m_changes) {
        auto const &column = change.before;
        Ref const table{column.schema, column.table};
        if (change.action != Action::removed || column.kind != Kind::column || m_partitioned.contains(table)) continue;
        if (is_kept_below(table, column.name)) m_dropped_alone.insert(key_of(column));
    }
}

} // namespace scribe::diff::ddl
