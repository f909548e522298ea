// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "model/code/object_code.hpp"

#include <algorithm>
#include <iterator>

// Views, routines and what calls them: each may have to make way for another.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

void Plan::index_routines() {
    std::set<std::string> fresh, gone;
    for (auto const &change : m_changes) {
        bool const whole = change.action == Action::added || change.action == Action::removed;
        if (!whole || change.object().kind != Kind::routine) continue;
        auto const routine = model::from_record<model::Routine>(change.object());
        (change.action == Action::added ? fresh : gone).insert(qualified(routine.schema, routine.routine_name) + "(");
    }
    m_added_routines.assign(fresh.begin(), fresh.end());
    m_replaced_routines.clear();
    std::set_intersection(gone.begin(), gone.end(), fresh.begin(), fresh.end(),
                          std::back_inserter(m_replaced_routines));
}

bool Plan::is_routine_replaced(model::Routine const &routine) const {
    return std::binary_search(m_replaced_routines.begin(), m_replaced_routines.end(),
                              qualified(routine.schema, routine.routine_name) + "(");
}

std::vector<std::string> Plan::early_names() const {
    auto names = m_replaced_routines;
    for (auto const &change : m_changes) {
        if (change.action != Action::removed || change.before.kind != Kind::routine) continue;
        auto const routine = model::from_record<model::Routine>(change.before);
        if (needs_removed(Kind::table, routine) || needs_removed(Kind::view, routine) || reads_gone_columns(routine))
            names.push_back(qualified(routine.schema, routine.routine_name) + "(");
    }
    for (auto const &[kind, schema, name] : m_removed) {
        if ((kind == Kind::type || kind == Kind::sequence) && is_name_used_again(schema, name))
            names.push_back(qualified(schema, name));
    }
    return names;
}

std::vector<std::string> Plan::sequences_of_columns() const {
    std::vector<std::string> names;
    for (auto const &change : m_changes) {
        if (change.action != Action::removed || change.before.kind != Kind::sequence) continue;
        auto const sequence = model::from_record<model::Sequence>(change.before);
        if (is_part_removed(Kind::column, sequence.owned_by, sequence.owned_column))
            names.push_back(own_name(sequence));
    }
    return names;
}

void Plan::split_code(model::ModelReader &before, model::ModelReader &after) {
    for (bool more = true; more;) {
        auto const known = m_removed.size();
        split_views(before, after);
        index();
        split_routines(before, after);
        index();
        bool const used = split_users(before, after);
        index();
        more = used || m_removed.size() != known;
    }
}

bool Plan::reads_gone_columns(model::Routine const &routine) const {
    auto const &columns = m_gone_columns;
    return model::is_parsed_body(routine.body) && std::any_of(columns.begin(), columns.end(), [&](auto const &column) {
               auto const old_name = m_old_names.find(column.first);
               bool const names_table =
                   holds_name(routine.body, qualified(column.first)) ||
                   (old_name != m_old_names.end() && holds_name(routine.body, qualified(old_name->second)));
               return names_table && mentions(routine.body, column.second);
           });
}

bool Plan::needs_removed(Kind kind, model::Routine const &routine) const {
    auto const text = needs_of(routine);
    auto const names = m_removed_relations.find(kind);
    return names != m_removed_relations.end() &&
           std::ranges::any_of(names->second, [&](auto const &name) { return holds_name(text, name); });
}

void Plan::find_made_routines() {
    for (auto const &change : m_changes) {
        if (change.action == Action::removed || change.after.kind != Kind::routine) continue;
        auto const routine = model::from_record<model::Routine>(change.after);
        if (needs_of(routine).find('.') != std::string::npos)
            m_made_routines.push_back(qualified(routine.schema, routine.routine_name) + "(");
    }
}

void Plan::find_columns() {
    for (auto const &change : m_changes) {
        auto const &object = change.object();
        if (change.action == Action::renamed && object.kind == Kind::table)
            m_old_names.emplace(Ref{object.schema, object.name}, Ref{change.before.schema, change.before.name});
        if (object.kind != Kind::column || owner_added(object) || owner_removed(object)) continue;
        if (change.action == Action::removed || changes_type(change))
            m_gone_columns.insert({{object.schema, object.table}, object.name});
    }
}

void Plan::split_routines(model::ModelReader &before, model::ModelReader &after) {
    find_columns();
    if (!m_gone_columns.empty()) {
        for (auto const &record : read_all(before, Kind::routine, [&](Record const &routine) {
                 return reads_gone_columns(model::from_record<model::Routine>(routine));
             })) {
            Record same;
            if (after.find(Kind::routine, record.schema, "", record.name, same)) remake(record, same);
        }
        index();
    }
    auto gone = m_replaced_routines;
    for (auto const &[kind, schema, name] : m_removed) {
        if ((kind == Kind::view || kind == Kind::table) &&
            (is_added(Kind::view, schema, name) || is_added(Kind::table, schema, name)))
            gone.push_back(qualified(schema, name));
    }
    if (gone.empty()) return;
    auto const names_one = [&](Record const &record) {
        return names_any(needs_of(model::from_record<model::Routine>(record)), gone);
    };
    auto const old_records = read_all(before, Kind::routine, names_one);
    for (auto const &record : read_all(after, Kind::routine, names_one)) {
        auto const same = std::find_if(old_records.begin(), old_records.end(), [&](Record const &old_record) {
            return old_record.schema == record.schema && old_record.name == record.name;
        });
        if (same == old_records.end()) continue;
        remake(*same, record);
    }
}

bool Plan::set_default_anew(Record const &before, Record const &after) {
    auto const found = m_by_key.find(key_of(after));
    FieldChange const field{"default", {}, {}, nullptr};
    if (found == m_by_key.end()) {
        auto &change = m_changes.emplace_back();
        change.before = before;
        m_names.follow(change.before);
        change.after = after;
        change.fields.push_back(field);
        m_by_key.emplace(key_of(after), m_changes.size() - 1);
        return true;
    }
    auto &change = m_changes[found->second];
    bool const planned =
        change.action != Action::changed || std::any_of(change.fields.begin(), change.fields.end(),
                                                        [](FieldChange const &one) { return one.field == "default"; });
    if (!planned) change.fields.push_back(field);
    return !planned;
}

bool Plan::split_users(model::ModelReader &before, model::ModelReader &after) {
    auto const &routines = m_replaced_routines;
    if (routines.empty()) return false;
    auto const uses = [&](Record const &record) { return names_any(code_of(record), routines); };
    bool changed = false;
    std::vector<Kind> kinds{k_part_kinds.begin(), k_part_kinds.end()};
    kinds.push_back(Kind::statistics);
    for (auto const kind : kinds) {
        auto const new_records = read_all(after, kind, uses);
        for (auto const &record : read_all(before, kind, uses)) {
            auto const same = std::find_if(new_records.begin(), new_records.end(), [&](Record const &other) {
                return other.name == record.name && is_same_table(record, other);
            });
            if (same == new_records.end()) continue;
            bool const plain = kind == Kind::column && model::from_record<model::Column>(*same).generated.empty();
            if (plain) {
                changed = set_default_anew(record, *same) || changed;
                continue;
            }
            auto const known = m_changes.size();
            remake(record, *same);
            changed = changed || m_changes.size() != known;
        }
    }
    return split_domains(before, after) || changed;
}

bool Plan::split_domains(model::ModelReader &before, model::ModelReader &after) {
    bool changed = false;
    for (auto const &record : read_all(
             before, Kind::type, [&](Record const &type) { return names_any(code_of(type), m_replaced_routines); })) {
        Record same;
        if (m_by_key.contains(key_of(record)) || !after.find(Kind::type, record.schema, "", record.name, same))
            continue;
        auto &change = m_changes.emplace_back();
        change.before = record;
        change.after = same;
        change.fields.push_back({"checks", {}, {}, nullptr});
        m_by_key.emplace(key_of(record), m_changes.size() - 1);
        changed = true;
    }
    if (changed) read_stored_types(before);
    return changed;
}

void Plan::read_volatile_routines(model::ModelReader &after) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [&](Change const &change) {
        return change.action == Action::added && change.after.kind == Kind::column && !owner_added(change.after);
    });
    if (!asked) return;
    auto const is_volatile = [](Record const &record) {
        return model::from_record<model::Routine>(record).volatility == "volatile";
    };
    for (auto const &record : read_all(after, Kind::routine, is_volatile)) {
        auto const routine = model::from_record<model::Routine>(record);
        m_volatile_routines.push_back(qualified(routine.schema, routine.routine_name) + "(");
    }
}

} // namespace scribe::diff::ddl
