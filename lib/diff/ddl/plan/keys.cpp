// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"

#include <algorithm>

// Keys and indexes: those that the server makes, and those that can be built beside the old one.
namespace scribe::diff::ddl {

using model::Constraint;
using model::Kind;
using model::Record;
using model::Ref;

void Plan::read_copied_keys(model::ModelReader &before) {
    if (m_partitions.empty()) return;
    std::vector<Constraint> keys;
    std::map<std::pair<Ref, std::vector<std::string>>, std::set<Ref>> referenced;
    auto const is_foreign_key = [](Record const &record) {
        return record.body.find("\"foreign key\"") != std::string::npos;
    };
    for (auto const &record : read_all(before, Kind::constraint, is_foreign_key)) {
        auto &key = keys.emplace_back(model::from_record<Constraint>(record));
        key.table = m_names.table(key.schema, key.table);
        key.references.name = m_names.table(key.references.schema, key.references.name);
        referenced[{Ref{key.schema, key.table}, key.columns}].insert(key.references);
    }
    for (auto const &key : keys) {
        if (!key.inherited) continue;
        auto const &others = referenced[{Ref{key.schema, key.table}, key.columns}];
        for (auto above = parent(key.references, true); !above.empty(); above = parent(above, true)) {
            if (others.contains(above)) m_copied_keys.emplace(key.schema, key.table, key.name);
        }
    }
}

void Plan::read_key_indexes(model::ModelReader &after) {
    for (auto const &change : m_changes) {
        if (change.action != Action::added || change.after.kind != Kind::constraint || owner_added(change.after))
            continue;
        auto const constraint = model::from_record<Constraint>(change.after);
        if (constraint.type != "primary key" && constraint.type != "unique") continue;
        Record index;
        if (after.find(Kind::index, constraint.schema, constraint.table, constraint.index, index))
            m_key_indexes[{constraint.schema, constraint.index}] = model::from_record<model::Index>(index).definition;
    }
}

std::string Plan::key_index(Constraint const &constraint) const {
    auto const found = m_key_indexes.find({constraint.schema, constraint.index});
    return found == m_key_indexes.end() ? std::string{} : found->second;
}

bool Plan::can_swap(Record const &before, Record const &after, std::vector<std::string> const &unstable,
                    std::vector<std::string> const &routines) const {
    Ref const table{after.schema, after.table};
    if (owner_added(after) || owner_removed(before) || m_partitioned.contains(table) || m_partitions.contains(table))
        return false;
    if (after.kind == Kind::constraint) {
        auto const key = model::from_record<Constraint>(after);
        auto const type = model::from_record<Constraint>(before).type;
        bool const keys =
            (key.type == "primary key" || key.type == "unique") && (type == "primary key" || type == "unique");
        if (!keys || !key_index(key).starts_with("CREATE UNIQUE INDEX ")) return false;
    } else if (!model::from_record<model::Index>(after).constraint.empty() ||
               !model::from_record<model::Index>(before).constraint.empty()) {
        return false; // comes with its constraint
    }
    auto const code = code_of(before) + " " + code_of(after);
    return !names_any(code, routines) &&
           std::none_of(unstable.begin(), unstable.end(), [&](auto const &name) { return mentions(code, name); });
}

void Plan::find_swaps() {
    std::map<Key, Record const *> gone;
    std::map<Ref, std::vector<std::string>> unstable;
    for (auto const &change : m_changes) {
        auto const kind = change.object().kind;
        if (change.action == Action::removed && (kind == Kind::index || kind == Kind::constraint))
            gone.emplace(key_of(change.before), &change.before);
        bool const moves = change.action == Action::removed || changes_type(change) ||
                           (change.action == Action::changed && kind == Kind::column &&
                            !model::from_record<model::Column>(change.after).not_null);
        if (kind == Kind::column && moves)
            unstable[{change.object().schema, change.object().table}].push_back(change.object().name);
    }
    auto const routines = replaced_routines();
    for (auto const &change : m_changes) {
        if (change.action != Action::added) continue;
        auto const found = gone.find(key_of(change.after));
        if (found != gone.end() &&
            can_swap(*found->second, change.after, unstable[{change.after.schema, change.after.table}], routines))
            m_swapped.insert(key_of(change.after));
    }
}

} // namespace scribe::diff::ddl
