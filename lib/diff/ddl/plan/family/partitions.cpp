// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/made_anew.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

// Tables that only making them anew would turn into what they should be, and what is left because of them.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

namespace {

using Left = std::set<std::pair<Ref, std::string>>;

/// True when a changed foreign key refers to the same columns as before.
bool refers_alike(Change const &change) {
    return change.action == Action::changed && !differs(change, "references") && !differs(change, "referenced_columns");
}

/// True for a foreign key to a table that is not made, or whose keys stay as they are.
bool refers_to_left(Change const &change, MadeAnew const &anew) {
    if (change.object().kind != Kind::constraint || change.action == Action::removed) return false;
    auto const other = model::from_record<model::Constraint>(change.after).references;
    return anew.out.contains(other) || (anew.fixed.contains(other) && !refers_alike(change));
}

} // namespace

void Plan::leave_made_anew() {
    MadeAnew anew;
    for (auto &change : m_changes) {
        if (!changes_kind(change)) continue;
        Ref const table{change.after.schema, change.after.name};
        auto const was = model::from_record<model::Table>(change.before).table_kind;
        auto const is = model::from_record<model::Table>(change.after).table_kind;
        m_left.push_back(keep_kind(change));
        anew.tables.insert(table);
        if (was == "partitioned") m_partitioned.insert(table);
        else m_partitioned.erase(table);
        if (was != "table") anew.fixed.insert(table);
        if (was == "foreign") anew.foreign.insert(table);
        if (is == "foreign") anew.to_be_foreign.insert(table);
    }
    if (anew.tables.empty()) return;
    find_below(anew);
    keep_places(anew);
    keep_removed(anew);
    leave_readers(anew.out);
    leave_parts(anew);
    leave_key_columns();
}

void Plan::find_below(MadeAnew &anew) const {
    std::set<Ref> below;
    for (bool const old_state : {false, true}) {
        for (auto const &[table, above] : m_family.all(old_state)) {
            if (is_under(table, anew.tables, old_state)) below.insert(table);
        }
    }
    std::map<Ref, Action> actions;
    for (auto const &change : m_changes) {
        if (change.object().kind == Kind::table)
            actions.emplace(Ref{change.object().schema, change.object().name}, change.action);
    }
    for (auto const &table : below) {
        auto const found = actions.find(table);
        auto const action = found == actions.end() ? Action::changed : found->second;
        (action == Action::added ? anew.out : action == Action::removed ? anew.kept : anew.placed).insert(table);
    }
}

void Plan::keep_places(MadeAnew &anew) {
    for (auto const &table : anew.out) {
        m_family.set(table, {}, false);
        m_partitions.erase(table);
        m_partitioned.erase(table);
    }
    for (auto const *const list : {&anew.kept, &anew.placed}) {
        for (auto const &table : *list) m_family.set(table, parents(table, true), false);
    }
    for (auto &change : m_changes) {
        auto const &object = change.object();
        Ref const table{object.schema, object.name};
        if (object.kind != Kind::table || (!anew.placed.contains(table) && !anew.kept.contains(table))) continue;
        auto const before = model::from_record<model::Table>(change.before);
        if (before.partition_of.empty()) m_partitions.erase(table);
        if (before.table_kind == "partitioned") m_partitioned.insert(table);
        if (change.action == Action::changed && keep_place(change, m_names))
            m_left.push_back(described(change.after) +
                             ": keeps its place; the table that it goes to or leaves is left");
    }
    // What is part of a partitioned table has columns and keys from that.
    for (auto const &table : anew.placed) {
        if (m_partitions.contains(table)) anew.fixed.insert(table);
    }
}

void Plan::keep_removed(MadeAnew const &anew) {
    std::set<Ref> gone; // tables that go, or lose a key
    Left columns;
    for (auto const &change : m_changes) {
        if (change.action != Action::removed) continue;
        auto const table = table_of(change, m_names);
        if (change.before.kind == Kind::column) columns.insert({table, change.before.name});
        bool const key = change.before.kind == Kind::index || change.before.kind == Kind::constraint;
        if (!anew.kept.contains(table) && (key || change.before.kind == Kind::table)) gone.insert(table);
    }
    auto const stands_in_the_way = [&](Record const &record) {
        if (record.kind != Kind::constraint) return false;
        auto const key = model::from_record<model::Constraint>(record);
        return key.type == "foreign key" && gone.contains(m_names.relation(key.references));
    };
    // What the tables above lose goes here too.
    std::function<bool(Ref const &, std::string const &)> const follows = [&](Ref const &table,
                                                                              std::string const &name) {
        auto const above = parents(table, true);
        return std::any_of(above.begin(), above.end(), [&](Ref const &one) {
            return columns.contains({one, name}) && (!anew.kept.contains(one) || follows(one, name));
        });
    };
    std::erase_if(m_changes, [&](Change const &change) {
        auto const &record = change.before;
        auto const table = table_of(change, m_names);
        if (change.action != Action::removed || !anew.kept.contains(table) || stands_in_the_way(record)) return false;
        if (record.kind == Kind::column && model::from_record<model::Column>(record).inherited &&
            follows(table, record.name))
            return false;
        m_left_schemas.insert(record.schema);
        if (record.kind == Kind::table)
            m_left.push_back(described(record) + " is to go; it may hold rows of what is left");
        if (record.kind == Kind::column) m_left_columns.push_back(record);
        else m_left_code.push_back(needs_of_left(record));
        return true;
    });
}

void Plan::leave_parts(MadeAnew const &anew) {
    std::set<std::tuple<Ref, std::string, Action>> columns;
    for (auto const &change : m_changes) {
        if (change.object().kind == Kind::column)
            columns.insert({table_of(change, m_names), change.object().name, change.action});
    }
    auto const is_left = [&](Change &change) {
        auto const &object = change.object();
        auto const table = table_of(change, m_names);
        if (anew.out.contains(table)) {
            if (object.kind == Kind::table)
                m_left.push_back(described(object) + " is to be made; what it belongs below is left");
            return true;
        }
        if (refers_to_left(change, anew)) {
            m_left.push_back(described(object) + " is left, as the keys of the table that it refers to");
            return true;
        }
        if (object.kind == Kind::table || (!anew.tables.contains(table) && !anew.placed.contains(table))) return false;
        bool const by_parent =
            object.kind == Kind::column && columns.contains({parent(table, true), object.name, change.action});
        return keep_part(change, table, anew, by_parent, m_version);
    };
    std::vector<Change> rest;
    for (auto &change : m_changes) {
        if (is_left(change) || (change.action == Action::changed && change.fields.empty())) continue;
        rest.push_back(std::move(change));
    }
    m_changes = std::move(rest);
}

void Plan::leave_key_columns() {
    std::set<Ref> gone;
    for (auto const &change : m_changes) {
        if (change.action == Action::removed && change.before.kind == Kind::table)
            gone.insert({change.before.schema, change.before.name});
    }
    std::erase_if(m_changes, [&](Change const &change) {
        if (change.action != Action::removed || change.before.kind != Kind::column) return false;
        Ref const table{change.before.schema, change.before.table};
        auto const holds = [&](auto const &entry) {
            auto const &[partitioned, key] = entry;
            return !gone.contains(partitioned) && mentions(key, change.before.name) &&
                   (partitioned == table || is_below(partitioned, table) || is_below(table, partitioned));
        };
        if (gone.contains(table) || std::none_of(m_partition_keys.begin(), m_partition_keys.end(), holds)) return false;
        m_left.push_back(described(change.before) + " is to go; a partition key that is left has it");
        m_left_columns.push_back(change.before);
        return true;
    });
}

void Plan::leave_partitions(Left const &left) {
    // A new partition has the new type of the key; it does not fit a parent that keeps the old one.
    std::set<Ref> unfit;
    for (bool more = true; more;) {
        more = false;
        for (auto const &change : m_changes) {
            if (change.action != Action::added || change.after.kind != Kind::table) continue;
            Ref const table{change.after.schema, change.after.name};
            auto const above = parent(table);
            bool const keeps =
                std::any_of(left.begin(), left.end(), [&](auto const &one) { return one.first == above; });
            if (!above.empty() && (keeps || unfit.contains(above)) && unfit.insert(table).second) {
                more = true;
                m_left.push_back(described(change.after) +
                                 " is to be made; the types of its parent's columns are left");
            }
        }
    }
    leave_readers(unfit);
    std::erase_if(m_changes, [&](Change const &change) {
        if (change.action != Action::added) return false;
        auto const &object = change.after;
        Ref const table{object.schema, object.table.empty() ? object.name : object.table};
        bool const own = object.kind == Kind::table || !object.table.empty();
        if (own && unfit.contains(table)) return true;
        if (object.kind == Kind::sequence) return unfit.contains(model::from_record<model::Sequence>(object).owned_by);
        return object.kind == Kind::constraint &&
               unfit.contains(model::from_record<model::Constraint>(object).references);
    });
}

void Plan::leave_bounds(Left const &left) {
    // Bounds are written as values of the key's type: they stay with it.
    for (auto &change : m_changes) {
        if (change.action != Action::changed || change.after.kind != Kind::table) continue;
        auto const above = parent({change.after.schema, change.after.name});
        auto const key = m_partition_keys.find(above);
        if (key != m_partition_keys.end() && std::any_of(left.begin(), left.end(), [&](auto const &column) {
                return column.first == above && mentions(key->second, column.second);
            }))
            std::erase_if(change.fields, [](FieldChange const &field) { return field.field == "partition_bound"; });
    }
}

} // namespace scribe::diff::ddl
