// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

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
        auto own = m_names.relation({key.schema, key.table});
        key.schema = std::move(own.schema);
        key.table = std::move(own.name);
        key.references = m_names.relation(key.references);
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

void Plan::split_indexes(model::ModelReader &before, model::ModelReader &after) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [](Change const &change) {
        return change.before.kind == Kind::index && change.action != Action::added;
    });
    if (!asked || m_partitions.empty()) return;
    struct Part {
        Record before, after; ///< the body of `after` is empty: no index has the name
        Record whole;         ///< that of the table above, in the old state
        Ref table, above;
    };
    std::vector<Part> parts;
    auto const is_part = [](Record const &record) {
        return record.body.find("\"partition_of\"") != std::string::npos &&
               model::from_record<model::Index>(record).constraint.empty();
    };
    std::map<Ref, Record> wholes;
    for (auto const &record : read_all(before, Kind::index, [](Record const &record) {
             return record.body.find("\"partitioned\"") != std::string::npos;
         }))
        wholes[{record.schema, record.name}] = record;
    for (auto &record : read_all(before, Kind::index, is_part)) {
        Ref const table = m_names.relation({record.schema, record.table});
        auto const whole = wholes.find(model::from_record<model::Index>(record).partition_of);
        if (lasting_parents(table).empty() || whole == wholes.end()) continue;
        auto &part = parts.emplace_back(Part{std::move(record), {}, whole->second, table, parent(table, true)});
        after.find(Kind::index, table.schema, table.name, part.before.name, part.after);
    }
    for (bool more = true; more;) {
        more = false;
        for (auto const &part : parts) {
            bool const goes = is_part_removed(Kind::index, part.table, part.before.name);
            bool const stays = !goes && !part.after.body.empty();
            if (is_part_removed(Kind::index, part.above, part.whole.name)) {
                if (stays) remake(part.before, part.after);
                more = more || stays;
                continue;
            }
            Record whole;
            bool const leaves =
                goes || (stays && model::from_record<model::Index>(part.after).partition_of.name != part.whole.name);
            if (!leaves || !after.find(Kind::index, part.above.schema, part.above.name, part.whole.name, whole))
                continue;
            remake(part.whole, whole);
            more = true;
        }
        index();
    }
}

void Plan::read_key_indexes(model::ModelReader &after) {
    for (auto const &change : m_changes) {
        if (change.action != Action::added || change.after.kind != Kind::constraint) continue;
        auto const constraint = model::from_record<Constraint>(change.after);
        if (constraint.type != "primary key" && constraint.type != "unique") continue;
        Record index;
        auto const *const fresh = find(Kind::index, constraint.schema, constraint.table, constraint.index);
        if (fresh) index = fresh->after;
        else if (!after.find(Kind::index, constraint.schema, constraint.table, constraint.index, index)) continue;
        m_key_indexes[{constraint.schema, constraint.index}] = model::from_record<model::Index>(index);
    }
}

void Plan::read_foreign_keys(model::ModelReader &after) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [](Change const &change) {
        return change.action == Action::changed && change.after.kind == Kind::table && differs(change, "persistence");
    });
    if (!asked) return;
    for (auto const &record : read_all(after, Kind::constraint, [](Record const &record) {
             return record.body.find("\"foreign key\"") != std::string::npos;
         }))
        m_foreign_keys.insert({{record.schema, record.table}, model::from_record<Constraint>(record).references});
}

model::Index const *Plan::key_index(Constraint const &constraint) const {
    auto const found = m_key_indexes.find({constraint.schema, constraint.index});
    return found == m_key_indexes.end() ? nullptr : &found->second;
}

bool Plan::can_swap_constraint(Constraint const &before, Constraint const &after) const {
    Ref const table{after.schema, after.table};
    bool const apart = !m_partitioned.contains(table) && !m_partitions.contains(table);
    auto const is_key = [](Constraint const &one) { return one.type == "primary key" || one.type == "unique"; };
    if (is_key(before) && is_key(after)) {
        auto const *const index = key_index(after);
        return apart && index && index->definition.starts_with("CREATE UNIQUE INDEX ");
    }
    if (before.type != after.type || before.inherited || after.inherited) return false;
    if (after.type == "check") {
        // A child's own check of the same name is in the way of the new one's.
        auto const is_child = [&](Ref const &ref) { return !lasting_parents(ref).empty(); };
        return !is_child(table) && std::none_of(m_changes.begin(), m_changes.end(), [&](Change const &change) {
            auto const &other = change.before;
            return change.action == Action::removed && other.kind == Kind::constraint && other.name == before.name &&
                   other.schema + other.table != table.schema + table.name && is_child({other.schema, other.table}) &&
                   !model::from_record<Constraint>(other).inherited;
        });
    }
    if (after.type == "exclusion") return apart;
    // A table that joins or leaves another gets and loses keys by that.
    if (after.type != "foreign key" || parents(table) != parents(table, true)) return false;
    // The old one must not keep what it refers to from going.
    auto const other = m_names.relation(before.references);
    if (is_key_dropped(before) || is_removed(Kind::table, other.schema, other.name)) return false;
    return std::none_of(m_changes.begin(), m_changes.end(), [&](Change const &change) {
        auto const &column = change.object();
        return column.kind == Kind::column && (change.action == Action::removed || changes_type(change)) &&
               column.schema == other.schema && column.table == other.name;
    });
}

bool Plan::can_swap(Record const &before, Record const &after, std::vector<std::string> const &unstable) const {
    Ref const table{after.schema, after.table};
    if (owner_added(after) || owner_removed(before)) return false;
    if (after.kind == Kind::constraint) {
        if (!can_swap_constraint(model::from_record<Constraint>(before), model::from_record<Constraint>(after)))
            return false;
    } else if (m_partitioned.contains(table) || m_partitions.contains(table)) {
        return false;
    } else if (!model::from_record<model::Index>(after).constraint.empty() ||
               !model::from_record<model::Index>(before).constraint.empty()) {
        return false; // comes with its constraint
    }
    auto const code = code_of(before) + " " + code_of(after);
    return !names_any(code, m_early) &&
           std::none_of(unstable.begin(), unstable.end(), [&](auto const &name) { return mentions(code, name); });
}

void Plan::find_swaps() {
    std::map<Key, Record const *> gone;
    std::map<Ref, std::vector<std::string>> moved, unstable; // keys need columns that are not null, too
    for (auto const &change : m_changes) {
        auto const kind = change.object().kind;
        if (change.action == Action::removed && (kind == Kind::index || kind == Kind::constraint))
            gone.emplace(key_of(change.before), &change.before);
        if (kind != Kind::column) continue;
        bool const moves = change.action == Action::removed || changes_type(change);
        bool const nullable =
            change.action == Action::changed && !model::from_record<model::Column>(change.after).not_null;
        Ref const table{change.object().schema, change.object().table};
        if (moves) moved[table].push_back(change.object().name);
        if (moves || nullable) unstable[table].push_back(change.object().name);
    }
    for (auto const &change : m_changes) {
        if (change.action != Action::added) continue;
        auto const found = gone.find(key_of(change.after));
        if (found == gone.end()) continue;
        bool const constraint = change.after.kind == Kind::constraint;
        auto const type = constraint ? model::from_record<Constraint>(change.after).type : std::string{};
        bool const key = !constraint || type == "primary key" || type == "unique";
        if (can_swap(*found->second, change.after, (key ? unstable : moved)[{change.after.schema, change.after.table}]))
            m_swapped.insert(key_of(change.after));
    }
}

} // namespace scribe::diff::ddl
