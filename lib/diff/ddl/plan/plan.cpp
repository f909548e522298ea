// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/plan.hpp"

#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"

#include <algorithm>
#include <iterator>

namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

Plan::Plan(std::vector<Change> changes, model::ModelReader &before, model::ModelReader &after)
    : m_version(major_version(before.facts().version)), m_changes(std::move(changes)) {
    for (auto const &change : m_changes) {
        if (change.action == Action::renamed) m_names.add(change.before, change.after);
    }
    set_aside();
    part_renamed();
    read_tables(before, false);
    read_tables(after, true);
    read_triggers(before, false);
    read_triggers(after, true);
    // After the renaming, which comes first, the old state has the new names.
    for (auto &change : m_changes) {
        if (change.action != Action::added) m_names.follow(change.before);
    }
    follow_extensions();
    leave_made_anew();
    leave_foreign();
    leave_base_types();
    read_copied_keys(before);
    read_row_types(before);
    leave_published(before);
    leave_types(before);
    leave_kinds(before);
    leave_expressions();
    leave_used_routines();
    leave_needed();
    leave_schemas();
    leave_added();
    find_views_in_place(before, after);
    split_changes();
    index();
    join_renamed(false);
    index();
    split_indexes(before, after);
    split_code(before, after);
    split_parts(before, after);
    index();
    split_parts(before, after); // columns made anew for the sake of others take their own parts along
    index();
    split_keys(before, after);
    index();
    split_actions(before, after);
    join_renamed(true);
    index();
    read_not_null(before);
    read_key_indexes(after);
    read_foreign_keys(after);
    read_volatile_routines(after);
    read_parent_columns(after);
    m_early = early_names();
    m_gone_sequences = sequences_of_columns();
    find_made_routines();
    find_dropped_alone();
    find_swaps();
}

void Plan::part_renamed() {
    std::vector<Change> rest;
    for (auto &change : m_changes) {
        bool const splits = change.after.kind == Kind::table || change.after.kind == Kind::column;
        if (change.action != Action::renamed || !splits || change.fields.empty()) continue;
        auto &other = rest.emplace_back(change);
        other.action = Action::changed;
        other.before = m_names.renamed(change.before, change.after);
        other.before.schema = change.after.schema;
        other.before.table = change.after.table;
        other.before.name = change.after.name;
        change.fields.clear();
    }
    std::move(rest.begin(), rest.end(), std::back_inserter(m_changes));
}

Plan::Key Plan::key_of(Record const &record) { return {record.kind, record.schema, record.table, record.name}; }

void Plan::index() {
    m_added.clear();
    m_removed.clear();
    m_removed_parts.clear();
    m_renamed_columns.clear();
    m_moving_columns.clear();
    m_taken_names.clear();
    m_added_views.clear();
    m_removed_relations.clear();
    m_dropped_keys.clear();
    m_by_key.clear();
    for (std::size_t i = 0; i < m_changes.size(); ++i) {
        auto const &change = m_changes[i];
        auto const &object = change.object();
        if (change.action != Action::removed) m_by_key.insert_or_assign(key_of(object), i);
        if (change.action == Action::renamed && object.kind == Kind::column) m_renamed_columns.insert(key_of(object));
        bool const leaves = change.action == Action::removed || change.action == Action::renamed;
        if (leaves && (change.before.kind == Kind::table || shares_names(change.before.kind)))
            m_taken_names.insert({change.before.schema, change.before.name});
        if (object.kind == Kind::column && (change.action == Action::removed || changes_type(change)))
            m_moving_columns[{object.schema, object.table}].push_back(object.name);
        if (change.action == Action::removed && !object.table.empty()) {
            m_removed_parts.insert(key_of(object));
            index_dropped_key(object);
        }
        if (!object.table.empty()) continue;
        if (change.action == Action::added) m_added.emplace(object.kind, object.schema, object.name);
        if (change.action == Action::added && object.kind == Kind::view) m_added_views.push_back(own_name(object));
        if (change.action != Action::removed) continue;
        m_removed.emplace(object.kind, object.schema, object.name);
        if (object.kind == Kind::table || object.kind == Kind::view)
            m_removed_relations[object.kind].push_back(own_name(object));
    }
    m_is_type_name_used_again = std::ranges::any_of(m_removed, [this](auto const &key) {
        auto const &[kind, schema, name] = key;
        return (kind == Kind::type || kind == Kind::sequence) && is_name_used_again(schema, name);
    });
    index_routines();
}

std::vector<std::string> const &Plan::columns_of(ColumnLists const &lists, Ref const &table) {
    static std::vector<std::string> const none;
    auto const found = lists.find(table);
    return found == lists.end() ? none : found->second;
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
    return m_dropped_keys.contains({m_names.relation(other), columns});
}

bool Plan::is_added(Kind kind, std::string const &schema, std::string const &name) const {
    return m_added.contains({kind, schema, name});
}

bool Plan::is_removed(Kind kind, std::string const &schema, std::string const &name) const {
    return m_removed.contains({kind, schema, name});
}

bool Plan::is_name_used_again(std::string const &schema, std::string const &name) const {
    return is_added(Kind::table, schema, name) || is_added(Kind::view, schema, name) ||
           is_added(Kind::sequence, schema, name) || is_added(Kind::type, schema, name);
}

bool Plan::goes_early(Record const &table) const {
    // Any table may have columns of a type, or the sequence of an identity, that goes early.
    return m_is_type_name_used_again || is_name_used_again(table.schema, table.name);
}

bool Plan::needs_early(std::string_view code) const { return names_any(code, m_early); }

bool Plan::calls_made(std::string_view code) const { return names_any(code, m_made_routines); }

bool Plan::needs_gone_sequence(std::string_view code) const { return names_any(code, m_gone_sequences); }

bool Plan::is_typed(Ref const &table) const {
    auto const before = m_old_typed.find(table);
    auto const after = m_new_typed.find(table);
    return before != m_old_typed.end() && after != m_new_typed.end() && before->second == after->second;
}

bool Plan::owner_added(model::Object const &part) const {
    return is_added(Kind::table, part.schema, part.table) || is_added(Kind::view, part.schema, part.table);
}

bool Plan::owner_removed(model::Object const &part) const {
    return is_removed(Kind::table, part.schema, part.table) || is_removed(Kind::view, part.schema, part.table);
}

bool Plan::is_same_table(Record const &before, Record const &after) const {
    return m_names.relation({before.schema, before.table}) == Ref{after.schema, after.table};
}

Change const *Plan::find(Kind kind, std::string const &schema, std::string const &table,
                         std::string const &name) const {
    auto const found = m_by_key.find({kind, schema, table, name});
    return found == m_by_key.end() ? nullptr : &m_changes[found->second];
}

void Plan::read_tables(model::ModelReader &reader, bool is_new) {
    auto const cursor = reader.read(Kind::table);
    Record record;
    while (cursor->next(record)) {
        auto const has = [&](std::string_view member) { return record.body.find(member) != std::string::npos; };
        if (!has("\"partition_of\"") && !has("\"inherits\"") && !has("\"partitioned\"") && !has("\"of_type\""))
            continue;
        auto const table = model::from_record<model::Table>(record);
        Ref const own{table.schema, table.name};
        auto const ref = is_new ? own : m_names.relation(own);
        if (is_new && table.table_kind == "partitioned") m_partitioned.insert(ref);
        if (!is_new && !table.partition_key.empty()) m_partition_keys.emplace(ref, table.partition_key);
        if (!table.of_type.empty()) (is_new ? m_new_typed : m_old_typed).emplace(ref, table.of_type);
        auto list = table.inherits;
        if (!table.partition_of.empty()) {
            list.push_back(table.partition_of);
            m_partitions.insert(ref);
        }
        if (!is_new) {
            for (auto &parent : list) parent = m_names.relation(parent);
        }
        m_family.set(ref, std::move(list), !is_new);
    }
}

void Plan::read_triggers(model::ModelReader &reader, bool is_new) {
    if (m_partitions.empty()) return;
    auto const cursor = reader.read(Kind::trigger);
    Record record;
    while (cursor->next(record)) {
        if (record.body.find("\"row\"") == std::string::npos) continue;
        if (is_new) {
            m_new_row_triggers.emplace(std::tuple{record.schema, record.table, record.name},
                                       model::from_record<model::Trigger>(record).enabled);
            continue;
        }
        m_names.follow(record);
        m_old_row_triggers.emplace(record.schema, record.table, record.name);
    }
}

bool Plan::is_cloned_trigger(model::Trigger const &trigger, bool old_state) const {
    if (trigger.inherited) return true;
    auto const above = parent({trigger.schema, trigger.table}, old_state);
    if (trigger.level != "row" || above.empty()) return false;
    std::tuple const key{above.schema, above.name, trigger.name};
    return old_state ? m_old_row_triggers.contains(key) : m_new_row_triggers.contains(key);
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
    m_names.follow(old_record);
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
        m_names.follow(change.before);
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
        if (renamed_view || (change.action == Action::changed && !is_action(kind) && must_replace(change)))
            replace(change.before, change.after);
        else m_changes.push_back(std::move(change));
    }
}

bool Plan::hinders_types(Record const &record, TypedColumns const &typed) const {
    if (record.kind != Kind::constraint || record.body.find("\"foreign key\"") == std::string::npos) return false;
    auto const key = model::from_record<model::Constraint>(record);
    auto const own = m_names.relation({key.schema, key.table});
    auto const other = m_names.relation(key.references);
    auto const in_parts = [&](Ref const &table) {
        return m_partitioned.contains(table) || m_partitions.contains(table);
    };
    // Elsewhere the server takes the keys along to a type that compares as the old one does.
    auto const &columns = in_parts(own) || in_parts(other) ? typed.all : typed.apart;
    auto const any_typed = [&](Ref const &table, std::vector<std::string> const &names) {
        auto const found = columns.find(table);
        return found != columns.end() && std::any_of(names.begin(), names.end(), [&](auto const &name) {
                   return std::find(found->second.begin(), found->second.end(), name) != found->second.end();
               });
    };
    return any_typed(own, key.columns) || any_typed(other, key.referenced_columns);
}

void Plan::split_parts(model::ModelReader &before, model::ModelReader &after) {
    TypedColumns typed;
    std::map<Ref, std::vector<std::string>> remade; // columns that are made anew, by table
    for (auto const &change : m_changes) {
        if (change.object().kind != Kind::column || owner_added(change.object()) || owner_removed(change.object()))
            continue;
        Ref const table{change.object().schema, change.object().table};
        if (changes_type(change)) typed.all[table].push_back(change.after.name);
        if (changes_comparison(change)) typed.apart[table].push_back(change.after.name);
        bool const again = change.action == Action::added && is_part_removed(Kind::column, table, change.after.name);
        if (again) remade[table].push_back(change.after.name);
    }
    if (typed.all.empty() && remade.empty()) return;
    for (auto const kind : k_part_kinds) {
        auto const in_the_way = [&](Record const &record) {
            auto const table = m_names.relation({record.schema, record.table});
            auto const type = typed.all.find(table);
            if (type != typed.all.end() && hinders_type(record, type->second)) return true;
            if (hinders_types(record, typed)) return true;
            auto const made = remade.find(table);
            return made != remade.end() && hangs_on(record, made->second);
        };
        auto const old_records = read_all(before, kind, in_the_way);
        auto const new_records = read_all(after, kind, in_the_way);
        for (auto const &old_record : old_records) {
            auto const name = kind == Kind::column
                                  ? m_names.column(old_record.schema, old_record.table, old_record.name)
                                  : old_record.name;
            auto const same = std::find_if(new_records.begin(), new_records.end(), [&](Record const &record) {
                return record.name == name && is_same_table(old_record, record);
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
            return other.name == record.name && is_same_table(record, other);
        });
        if (same != new_records.end()) remake(record, *same);
    }
}

} // namespace scribe::diff::ddl
