// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <algorithm>
#include <tuple>

// Triggers, rules and policies: they protect data, so that only those go that hinder something.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

namespace {

/// What goes or gets another type before actions are made.
struct Gone {
    std::vector<std::string> names;                  ///< relations and routines, as definitions name them
    std::map<Ref, std::vector<std::string>> columns; ///< by the table's new name
    std::map<Ref, Ref> old_names;                    ///< of tables, by the new ones

    void add(Change const &change) {
        auto const &object = change.object();
        if (change.action == Action::renamed && object.kind == Kind::table)
            old_names.emplace(Ref{object.schema, object.name}, Ref{change.before.schema, change.before.name});
        bool const goes = change.action == Action::removed;
        if (goes && (object.kind == Kind::table || object.kind == Kind::view))
            names.push_back(qualified(object.schema, object.name));
        if (object.kind == Kind::column && (goes || changes_type(change)))
            columns[{object.schema, object.table}].push_back(object.name);
    }

    /// `own_goes`: with its table it goes late, after other tables and columns.
    bool is_read_by(Record const &action, Ref const &own_table, bool own_goes) const {
        auto const code = code_of(action);
        // Its own table stands in each definition.
        for (auto const &name : names) {
            if (name != qualified(own_table) && code.find(name) != std::string::npos) return true;
        }
        auto const column_code = column_code_of(action);
        return std::any_of(columns.begin(), columns.end(), [&](auto const &entry) {
            auto const &[table, list] = entry;
            if (own_goes && table == own_table) return false;
            auto const old_name = old_names.find(table);
            bool const reads =
                table == own_table ||
                code.find(qualified(old_name == old_names.end() ? table : old_name->second)) != std::string::npos;
            return reads && std::any_of(list.begin(), list.end(),
                                        [&](auto const &column) { return mentions(column_code, column); });
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
            touched = touched || find(Kind::trigger, table.schema, table.name, trigger.name) ||
                      (place && !parent(table).empty() &&
                       (place->action == Action::added || differs(*place, "partition_of") ||
                        differs(*place, "partition_bound")));
        }
        if (cloned && touched && !plain) list.push_back(std::move(trigger));
    }
    return list;
}

void Plan::split_actions(model::ModelReader &before, model::ModelReader &after) {
    Gone gone;
    gone.names = early_names();
    for (auto const &change : m_changes) gone.add(change);
    if (gone.names.empty() && gone.columns.empty()) return;
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
            if (after.find(kind, schema, table, record.name, same)) remake(record, same);
        }
    }
}

} // namespace scribe::diff::ddl
