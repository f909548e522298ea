// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/plan.hpp"

#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"

#include <algorithm>

namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

Plan::Plan(std::vector<Change> changes, model::ModelReader &before, model::ModelReader &after)
    : m_changes(std::move(changes)) {
    for (auto const &change : m_changes) {
        if (change.action == Action::renamed) m_names.add(change.before, change.after);
    }
    read_tables(before, m_old_parents, false);
    read_tables(after, m_new_parents, true);
    read_triggers(before, m_old_row_triggers);
    read_triggers(after, m_new_row_triggers);
    // After the renaming, which comes first, the old state has the new names.
    for (auto &change : m_changes) {
        if (change.action != Action::added)
            change.before.table = m_names.table(change.before.schema, change.before.table);
    }
    read_copied_keys(before);
    leave_types(before);
    split_changes();
    index();
    split_code(before, after);
    split_parts(before, after);
    index();
    split_parts(before, after); // columns made anew for the sake of others take their own parts along
    index();
    split_keys(before, after);
    index();
    read_not_null(before);
    read_key_indexes(after);
    read_volatile_routines(after);
    find_swaps();
}

Plan::Key Plan::key_of(Record const &record) { return {record.kind, record.schema, record.table, record.name}; }

void Plan::index() {
    m_added.clear();
    m_removed.clear();
    m_removed_parts.clear();
    m_dropped_keys.clear();
    m_by_key.clear();
    for (std::size_t i = 0; i < m_changes.size(); ++i) {
        auto const &change = m_changes[i];
        auto const &object = change.object();
        if (change.action != Action::removed) m_by_key.insert_or_assign(key_of(object), i);
        if (change.action == Action::removed && !object.table.empty()) {
            m_removed_parts.insert(key_of(object));
            index_dropped_key(object);
        }
        if (!object.table.empty()) continue;
        if (change.action == Action::added) m_added.emplace(object.kind, object.schema, object.name);
        if (change.action == Action::removed) m_removed.emplace(object.kind, object.schema, object.name);
    }
}

void Plan::index_dropped_key(Record const &record) {
    std::set<std::string> columns;
    if (record.kind == Kind::constraint) {
        auto const constraint = model::from_record<model::Constraint>(record);
        if (constraint.type != "primary key" && constraint.type != "unique") return;
        columns.insert(constraint.columns.begin(), constraint.columns.end());
    } else if (record.kind == Kind::index) {
        auto const index = model::from_record<model::Index>(record);
        if (!index.unique) return;
        for (auto const &key : index.keys) columns.insert(key.column);
    }
    if (!columns.empty()) m_dropped_keys.emplace(Ref{record.schema, record.table}, std::move(columns));
}

bool Plan::is_key_dropped(model::Constraint const &foreign_key) const {
    auto const &other = foreign_key.references;
    std::set<std::string> const columns{foreign_key.referenced_columns.begin(), foreign_key.referenced_columns.end()};
    return m_dropped_keys.contains({Ref{other.schema, m_names.table(other.schema, other.name)}, columns});
}

bool Plan::is_added(Kind kind, std::string const &schema, std::string const &name) const {
    return m_added.contains({kind, schema, name});
}

bool Plan::is_removed(Kind kind, std::string const &schema, std::string const &name) const {
    return m_removed.contains({kind, schema, name});
}

bool Plan::owner_added(model::Object const &part) const {
    return is_added(Kind::table, part.schema, part.table) || is_added(Kind::view, part.schema, part.table);
}

bool Plan::owner_removed(model::Object const &part) const {
    return is_removed(Kind::table, part.schema, part.table) || is_removed(Kind::view, part.schema, part.table);
}

Change const *Plan::find(Kind kind, std::string const &schema, std::string const &table,
                         std::string const &name) const {
    auto const found = m_by_key.find({kind, schema, table, name});
    return found == m_by_key.end() ? nullptr : &m_changes[found->second];
}

void Plan::read_tables(model::ModelReader &reader, std::map<Ref, std::vector<Ref>> &parents, bool is_new) {
    auto const cursor = reader.read(Kind::table);
    Record record;
    while (cursor->next(record)) {
        auto const has = [&](std::string_view member) { return record.body.find(member) != std::string::npos; };
        if (!has("\"partition_of\"") && !has("\"inherits\"") && !has("\"partitioned\"")) continue;
        auto const table = model::from_record<model::Table>(record);
        Ref const ref{table.schema, is_new ? table.name : m_names.table(table.schema, table.name)};
        if (is_new && table.table_kind == "partitioned") m_partitioned.insert(ref);
        if (!is_new && !table.partition_key.empty()) m_partition_keys.emplace(ref, table.partition_key);
        auto list = table.inherits;
        if (!table.partition_of.empty()) {
            list.push_back(table.partition_of);
            m_partitions.insert(ref);
        }
        if (!is_new) {
            for (auto &parent : list) parent.name = m_names.table(parent.schema, parent.name);
        }
        if (!list.empty()) parents[ref] = std::move(list);
    }
}

void Plan::read_triggers(model::ModelReader &reader,
                         std::set<std::tuple<std::string, std::string, std::string>> &names) {
    if (m_partitions.empty()) return;
    auto const cursor = reader.read(Kind::trigger);
    Record record;
    while (cursor->next(record)) {
        if (record.body.find("\"row\"") == std::string::npos) continue;
        names.emplace(record.schema, m_names.table(record.schema, record.table), record.name);
    }
}

std::vector<Ref> Plan::parents(Ref const &table, bool old_state) const {
    auto const &all = old_state ? m_old_parents : m_new_parents;
    auto const found = all.find(table);
    return found == all.end() ? std::vector<Ref>{} : found->second;
}

Ref Plan::parent(Ref const &table, bool old_state) const {
    if (!m_partitions.contains(table)) return {};
    auto const list = parents(table, old_state);
    return list.empty() ? Ref{} : list.front();
}

std::vector<Ref> Plan::lasting_parents(Ref const &table) const {
    auto const before = parents(table, true);
    auto lasting = parents(table);
    std::erase_if(lasting,
                  [&](Ref const &ref) { return std::find(before.begin(), before.end(), ref) == before.end(); });
    return lasting;
}

bool Plan::is_cloned_trigger(model::Trigger const &trigger, bool old_state) const {
    auto const above = parent({trigger.schema, trigger.table}, old_state);
    auto const &names = old_state ? m_old_row_triggers : m_new_row_triggers;
    return trigger.level == "row" && !above.empty() && names.contains({above.schema, above.name, trigger.name});
}

void Plan::add(Action action, Record record) {
    auto &change = m_changes.emplace_back();
    change.action = action;
    (action == Action::removed ? change.before : change.after) = std::move(record);
}

void Plan::replace(Record const &before, Record const &after) {
    // Copies: both may be members of m_changes, which grows.
    auto old_record = before;
    auto new_record = after;
    old_record.table = m_names.table(old_record.schema, old_record.table);
    add(Action::removed, std::move(old_record));
    add(Action::added, std::move(new_record));
}

void Plan::remake(Record const &before, Record const &after) {
    auto const found = m_by_key.find(key_of(after));
    if (found != m_by_key.end()) {
        auto &change = m_changes[found->second];
        if (change.action == Action::added) return;
        // What was to be changed of it is part of making it anew.
        change.action = Action::removed;
        change.before = before;
        change.before.table = m_names.table(before.schema, before.table);
        change.fields.clear();
        add(Action::added, Record{after});
    } else {
        replace(before, after);
    }
    m_by_key.insert_or_assign(key_of(after), m_changes.size() - 1);
}

void Plan::split_changes() {
    std::vector<Change> whole;
    whole.swap(m_changes);
    std::set<std::pair<std::string, std::string>> views;
    for (auto const &change : whole) {
        if (change.object().kind == Kind::view) views.emplace(change.after.schema, change.after.name);
    }
    for (auto &change : whole) {
        auto const kind = change.object().kind;
        bool const renamed_view =
            change.action == Action::renamed &&
            (kind == Kind::view || (kind == Kind::column && views.contains({change.after.schema, change.after.table})));
        if (renamed_view || (change.action == Action::changed && must_replace(change)))
            replace(change.before, change.after);
        else m_changes.push_back(std::move(change));
    }
}

namespace {

/// The tables, and their columns, that a view cannot be kept on while they change.
struct Blockers {
    std::set<Ref> relations;
    std::set<std::tuple<std::string, std::string, std::string>> columns;
    std::vector<std::string> const &routines;

    bool block(model::View const &view, Names const &names) const {
        if (names_any(view.definition, routines)) return true;
        for (auto const &use : view.uses) {
            Ref const relation{use.relation.schema, names.table(use.relation.schema, use.relation.name)};
            if (relations.contains(relation)) return true;
            for (auto const &column : use.columns) {
                auto const name = names.column(use.relation.schema, use.relation.name, column);
                if (columns.contains({relation.schema, relation.name, name})) return true;
            }
        }
        return false;
    }
};

} // namespace

std::set<Ref> Plan::views_in_the_way(model::ModelReader &before) {
    auto const routines = replaced_routines();
    Blockers blockers{{}, {}, routines};
    auto const views = read_all(before, Kind::view, [](Record const &) { return true; });
    std::set<Ref> names;
    for (auto const &record : views) names.emplace(record.schema, record.name);
    for (auto const &change : m_changes) {
        auto const &object = change.object();
        if (object.kind == Kind::view &&
            (change.action == Action::removed || (change.action == Action::changed && must_remake_view(change)))) {
            blockers.relations.insert({object.schema, object.name});
            // One that is renamed is made anew; who reads it is looked up by its new name.
            blockers.relations.insert({object.schema, m_names.table(object.schema, object.name)});
        }
        if (object.kind == Kind::table && change.action == Action::removed)
            blockers.relations.insert({object.schema, object.name});
        if (object.kind != Kind::column) continue;
        if (change.action != Action::removed && !changes_type(change)) continue;
        blockers.columns.emplace(object.schema, object.table, object.name);
        // A view has its columns from what it reads: none can be altered.
        if (names.contains({object.schema, object.table})) blockers.relations.insert({object.schema, object.table});
    }
    std::set<Ref> found;
    for (bool more = true; more;) {
        more = false;
        for (auto const &record : views) {
            Ref const ref{record.schema, record.name};
            if (found.contains(ref)) continue;
            auto const view = model::from_record<model::View>(record);
            if (!blockers.relations.contains(ref) && !blockers.block(view, m_names)) continue;
            found.insert(ref);
            blockers.relations.insert(ref);
            more = true;
        }
    }
    return found;
}

void Plan::split_views(model::ModelReader &before, model::ModelReader &after) {
    auto const views = views_in_the_way(before);
    if (views.empty()) return;
    // All that was said of these views gives way to: dropped as they were, made as they will be.
    auto const concerns = [&](Record const &record) {
        return views.contains(
            {record.schema, record.table.empty() && record.kind == Kind::view ? record.name : record.table});
    };
    std::erase_if(m_changes, [&](Change const &change) { return concerns(change.object()); });
    for (auto &record : read_all(before, Kind::view, concerns)) add(Action::removed, std::move(record));
    for (auto &record : read_all(after, Kind::view, concerns)) add(Action::added, std::move(record));
    for (auto const kind : k_part_kinds) {
        for (auto &record : read_all(after, kind, concerns)) add(Action::added, std::move(record));
    }
}

bool Plan::joins_typed(Record const &record, std::map<Ref, std::vector<std::string>> const &typed) const {
    if (record.kind != Kind::constraint || record.body.find("\"foreign key\"") == std::string::npos) return false;
    auto const key = model::from_record<model::Constraint>(record);
    auto const any_typed = [&](Ref const &table, std::vector<std::string> const &columns) {
        auto const found = typed.find({table.schema, m_names.table(table.schema, table.name)});
        return found != typed.end() && std::any_of(columns.begin(), columns.end(), [&](auto const &column) {
                   return std::find(found->second.begin(), found->second.end(), column) != found->second.end();
               });
    };
    return any_typed({key.schema, key.table}, key.columns) || any_typed(key.references, key.referenced_columns);
}

void Plan::split_parts(model::ModelReader &before, model::ModelReader &after) {
    // Columns that change their type, or are made anew, by table.
    std::map<Ref, std::vector<std::string>> typed, remade;
    for (auto const &change : m_changes) {
        if (change.object().kind != Kind::column || owner_added(change.object()) || owner_removed(change.object()))
            continue;
        Ref const table{change.object().schema, change.object().table};
        if (changes_type(change)) typed[table].push_back(change.after.name);
        if (change.action == Action::added && is_remade(m_changes, change)) remade[table].push_back(change.after.name);
    }
    if (typed.empty() && remade.empty()) return;
    for (auto const kind : k_part_kinds) {
        auto const in_the_way = [&](Record const &record) {
            Ref const table{record.schema, m_names.table(record.schema, record.table)};
            auto const type = typed.find(table);
            if (type != typed.end() && hinders_type(record, type->second)) return true;
            if (joins_typed(record, typed)) return true;
            auto const made = remade.find(table);
            return made != remade.end() && hangs_on(record, made->second);
        };
        auto const old_records = read_all(before, kind, in_the_way);
        auto const new_records = read_all(after, kind, in_the_way);
        for (auto const &old_record : old_records) {
            auto const same = std::find_if(new_records.begin(), new_records.end(), [&](Record const &record) {
                return record.name == old_record.name && record.schema == old_record.schema &&
                       record.table == m_names.table(old_record.schema, old_record.table);
            });
            if (same != new_records.end()) remake(old_record, *same);
        }
    }
}

void Plan::split_keys(model::ModelReader &before, model::ModelReader &after) {
    // Foreign keys lean on the unique index of what they refer to.
    if (m_dropped_keys.empty()) return;
    auto const leans = [&](Record const &record) {
        if (record.body.find("\"foreign key\"") == std::string::npos) return false;
        return is_key_dropped(model::from_record<model::Constraint>(record));
    };
    auto const new_records = read_all(after, Kind::constraint, [](Record const &record) {
        return record.body.find("\"foreign key\"") != std::string::npos;
    });
    for (auto const &record : read_all(before, Kind::constraint, leans)) {
        auto const same = std::find_if(new_records.begin(), new_records.end(), [&](Record const &other) {
            return other.name == record.name && other.schema == record.schema &&
                   other.table == m_names.table(record.schema, record.table);
        });
        if (same != new_records.end()) remake(record, *same);
    }
}

} // namespace scribe::diff::ddl
