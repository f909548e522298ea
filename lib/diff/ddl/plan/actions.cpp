// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <algorithm>
#include <array>
#include <tuple>

// Triggers, rules and policies: they protect data, so that only those go that hinder something.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

namespace {

constexpr std::string_view k_closing_name = "scribe_closed";

using Columns = std::map<Ref, std::vector<std::string>>; ///< by the table's new name

/// What goes or gets another type before actions are made.
struct Gone {
    std::vector<std::string> names; ///< relations and routines, as definitions name them
    Columns dropped, typed;
    std::map<Ref, Ref> old_names;          ///< of tables, by the new ones
    std::map<Ref, std::string> code_names; ///< of those tables, as old code has them; see spell()

    void add(Change const &change) {
        auto const &object = change.object();
        if (change.action == Action::renamed && object.kind == Kind::table)
            old_names.emplace(Ref{object.schema, object.name}, Ref{change.before.schema, change.before.name});
        if (change.action == Action::removed && (object.kind == Kind::table || object.kind == Kind::view))
            names.push_back(qualified(object.schema, object.name));
        if (object.kind == Kind::column && changes_type(change))
            typed[{object.schema, object.table}].push_back(object.name);
    }

    /// To be called once all is added.
    void spell() {
        for (auto const *const columns : {&dropped, &typed}) {
            for (auto const &[table, list] : *columns) {
                auto const old_name = old_names.find(table);
                code_names.emplace(table, qualified(old_name == old_names.end() ? table : old_name->second));
            }
        }
    }

    bool empty() const { return names.empty() && dropped.empty() && typed.empty(); }

    /// Its own table stands in each definition.
    bool is_name_read_by(Record const &action, Ref const &own_table) const {
        auto const code = code_of(action);
        auto const own_name = qualified(own_table);
        return std::ranges::any_of(names, [&](auto const &name) { return name != own_name && holds_name(code, name); });
    }

    /// The tables of columns that an action of `own_table` reads.
    std::vector<Ref> tables_read_by(Record const &action, Ref const &own_table, Columns const &columns) const {
        auto const code = code_of(action), column_code = column_code_of(action);
        std::vector<Ref> tables;
        for (auto const &[table, list] : columns) {
            bool const reads = table == own_table || holds_name(code, code_names.at(table));
            if (reads && std::ranges::any_of(list, [&](auto const &column) { return mentions(column_code, column); }))
                tables.push_back(table);
        }
        return tables;
    }

    /// `own_goes`: with its table it goes late, after other tables and columns.
    bool is_read_by(Record const &action, Ref const &own_table, bool own_goes) const {
        if (is_name_read_by(action, own_table)) return true;
        return std::ranges::any_of(std::array{&dropped, &typed}, [&](auto const *columns) {
            auto const tables = tables_read_by(action, own_table, *columns);
            return std::ranges::any_of(tables, [&](Ref const &table) { return !own_goes || table != own_table; });
        });
    }
};

} // namespace

std::vector<model::Trigger> Plan::cloned_triggers_to_set() const {
    std::vector<model::Trigger> list;
    for (auto const &[key, enabled] : m_new_row_triggers) {
        model::Trigger trigger;
        std::tie(trigger.schema, trigger.table, trigger.name) = key;
        trigger.enabled = enabled;
        bool touched = false, plain = true, cloned = false;
        for (Ref table{trigger.schema, trigger.table}; !table.empty(); table = parent(table)) {
            auto const found = m_new_row_triggers.find({table.schema, table.name, trigger.name});
            if (found == m_new_row_triggers.end()) break;
            cloned = table != Ref{trigger.schema, trigger.table};
            plain = plain && found->second == "origin";
            auto const *const place = find(Kind::table, table.schema, {}, table.name);
            touched = touched || find(Kind::trigger, table.schema, table.name, trigger.name) != nullptr ||
                      (place != nullptr && !parent(table).empty() &&
                       (place->action == Action::added || differs(*place, "partition_of") ||
                        differs(*place, "partition_bound")));
        }
        if (cloned && touched && !plain) list.push_back(std::move(trigger));
    }
    return list;
}

std::set<Ref> Plan::roots_of(std::vector<Ref> const &tables) const {
    std::set<Ref> roots;
    for (auto table : tables) {
        auto parents = lasting_parents(table);
        for (; parents.size() == 1; parents = lasting_parents(table)) table = parents.front();
        roots.insert(table);
    }
    return roots;
}

bool Plan::may_carry(Ref const &table, Record const &action) const {
    // What several parents do is done elsewhere.
    if (!lasting_parents(table).empty() || is_typed(table)) return false;
    if (action.kind == Kind::trigger && is_cloned_trigger(model::from_record<model::Trigger>(action), false))
        return false;
    // Views come later, and routines may need them.
    auto const code = code_of(action);
    return !names_any(code, m_added_routines) &&
           std::ranges::none_of(m_added_views, [&](auto const &view) { return holds_name(code, view); });
}

bool Plan::drops_early(model::Column const &column) const {
    auto const &type = column.user_type;
    return !column.generated.empty() || (!type.empty() && is_name_used_again(type.schema, type.name)) ||
           needs_early(column.default_value.value_or(""));
}

void Plan::split_actions(model::ModelReader &before, model::ModelReader &after) {
    Gone gone;
    m_early = gone.names = early_names();
    for (auto const &change : m_changes) {
        gone.add(change);
        auto const &column = change.before;
        if (change.action != Action::removed || column.kind != Kind::column) continue;
        // Any other goes once nothing reads it any more.
        bool const early = owner_removed(column) || drops_before_children(column) ||
                           joins_others({column.schema, column.table}) ||
                           find(Kind::column, column.schema, column.table, column.name) != nullptr ||
                           drops_early(model::from_record<model::Column>(column));
        if (early) gone.dropped[{column.schema, column.table}].push_back(column.name);
    }
    if (gone.empty()) return;
    gone.spell();
    read_closing_policies(before, after);
    std::vector<std::pair<Ref, Record>> replaced;
    for (auto const kind : {Kind::trigger, Kind::rule, Kind::policy}) {
        auto const hinders = [&](Record const &record) {
            auto const table = m_names.relation({record.schema, record.table});
            return !is_removed(Kind::view, table.schema, table.name) &&
                   gone.is_read_by(record, table, is_removed(Kind::table, table.schema, table.name));
        };
        for (auto const &record : read_all(before, kind, hinders)) {
            auto const [schema, table] = m_names.relation({record.schema, record.table});
            m_in_the_way.insert({kind, schema, table, record.name});
            Record same;
            bool const stays = after.find(kind, schema, table, record.name, same);
            if (stays) remake(record, same);
            auto const typed = roots_of(gone.tables_read_by(record, {schema, table}, gone.typed));
            bool const else_hindered = gone.is_name_read_by(record, {schema, table}) ||
                                       !gone.tables_read_by(record, {schema, table}, gone.dropped).empty();
            if (else_hindered || typed.size() != 1) continue;
            auto was = record;
            m_names.follow(was);
            if (!stays) {
                replaced.emplace_back(*typed.begin(), std::move(was));
            } else if (may_carry(*typed.begin(), same)) {
                m_carried_keys.insert(key_of(same));
                m_carried[*typed.begin()].push_back({std::move(was), std::move(same)});
            }
        }
    }
    carry_replaced(std::move(replaced));
}

void Plan::read_closing_policies(model::ModelReader &before, model::ModelReader &after) {
    auto const closes = [](model::Policy const &policy) {
        return policy.restrictive && policy.command == "all" && policy.using_expression == "false" &&
               policy.roles == std::vector<std::string>{"public"};
    };
    auto const is_named_so = [](Record const &record) { return record.name.starts_with(k_closing_name); };
    for (auto const &record : read_all(before, Kind::policy, is_named_so)) {
        auto const table = m_names.relation({record.schema, record.table});
        m_closing_names.emplace(table, record.name);
        if (closes(model::from_record<model::Policy>(record))) m_closed.insert(table);
    }
    for (auto const &record : read_all(after, Kind::policy, is_named_so))
        m_closing_names.emplace(Ref{record.schema, record.table}, record.name);
}

std::string Plan::closing_name(Ref const &table) const {
    std::string name{k_closing_name};
    for (int number = 2; m_closing_names.contains({table, name}); ++number)
        name = std::string{k_closing_name} + "_" + std::to_string(number);
    return name;
}

void Plan::carry_replaced(std::vector<std::pair<Ref, Record>> gone) {
    for (auto &[typed, was] : gone) {
        if (owner_removed(was)) continue;
        bool found = false;
        for (auto const &change : m_changes) {
            auto const &made = change.after;
            if (change.action != Action::added || made.kind != was.kind || made.schema != was.schema ||
                made.table != was.table)
                continue;
            if (m_carried_keys.contains(key_of(made))) {
                found = true;
            } else if (may_carry(typed, made)) {
                found = true;
                m_carried_keys.insert(key_of(made));
                m_carried[typed].push_back({std::nullopt, made});
            }
        }
        if (!found) continue;
        m_carried_keys.insert(key_of(was));
        m_carried[typed].push_back({std::move(was), std::nullopt});
    }
}

} // namespace scribe::diff::ddl
