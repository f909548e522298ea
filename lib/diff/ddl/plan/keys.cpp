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
    auto const split = [&](Part const &part) {
        bool const goes = is_part_removed(Kind::index, part.table, part.before.name);
        bool const stays = !goes && !part.after.body.empty();
        if (is_part_removed(Kind::index, part.above, part.whole.name)) {
            if (stays) remake(part.before, part.after);
            return stays;
        }
        Record whole;
        bool const leaves =
            goes || (stays && model::from_record<model::Index>(part.after).partition_of.name != part.whole.name);
        if (!leaves || !after.find(Kind::index, part.above.schema, part.above.name, part.whole.name, whole))
            return false;
        remake(part.whole, whole);
        return true;
    };
    for (bool more = true; more; index()) {
        more = false;
        for (auto const &part : parts) more = split(part) || more;
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

bool Plan::is_referred_to(Ref table) const {
    for (; !table.empty(); table = parent(table, true)) {
        if (m_referred_to.contains(table)) return true;
    }
    return false;
}

void Plan::read_foreign_keys(model::ModelReader &after) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [](Change const &change) {
        if (change.object().kind != Kind::table) return false;
        bool const partition_goes =
            change.action == Action::removed && !model::from_record<model::Table>(change.before).partition_of.empty();
        return partition_goes || (change.action == Action::changed && differs(change, "persistence"));
    });
    if (!asked) return;
    for (auto const &record : read_all(after, Kind::constraint, [](Record const &record) {
             return record.body.find("\"foreign key\"") != std::string::npos;
         })) {
        auto const other = model::from_record<Constraint>(record).references;
        m_foreign_keys.insert({{record.schema, record.table}, other});
        m_referred_to.insert(other);
    }
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
        return apart && index != nullptr && index->definition.starts_with("CREATE UNIQUE INDEX ");
    }
    if (before.type != after.type || before.inherited || after.inherited) return false;
    if (after.type == "check") {
        // A child's own check of the same name is in the way of the new one's.
        return lasting_parents(table).empty() && !m_child_checks.contains(before.name);
    }
    if (after.type == "exclusion") return apart;
    // A table that joins or leaves another gets and loses keys by that.
    if (after.type != "foreign key" || parents(table) != parents(table, true)) return false;
    // The old one must not keep what it refers to from going.
    auto const other = m_names.relation(before.references);
    if (is_key_dropped(before) || is_removed(Kind::table, other.schema, other.name)) return false;
    return moving_columns(other).empty();
}

bool Plan::can_swap(Record const &before, Record const &after, std::vector<std::string> const &unstable) const {
    Ref const table{after.schema, after.table};
    if (owner_added(after) || owner_removed(before)) return false;
    if (after.kind == Kind::constraint) {
        if (!can_swap_constraint(model::from_record<Constraint>(before), model::from_record<Constraint>(after)))
            return false;
    } else {
        // That of a constraint comes with it.
        bool const apart = !m_partitioned.contains(table) && !m_partitions.contains(table) &&
                           model::from_record<model::Index>(after).constraint.empty() &&
                           model::from_record<model::Index>(before).constraint.empty();
        if (!apart) return false;
    }
    auto const code = code_of(before) + " " + code_of(after);
    return !names_any(code, m_early) &&
           std::none_of(unstable.begin(), unstable.end(), [&](auto const &name) { return mentions(code, name); });
}

namespace {

std::string type_of(Record const &record) {
    return record.kind == Kind::constraint ? model::from_record<Constraint>(record).type : std::string{};
}

} // namespace

Plan::ColumnLists Plan::early_columns() const {
    ColumnLists columns;
    for (auto const &change : m_changes) {
        auto const &column = change.object();
        if (column.kind != Kind::column) continue;
        Ref const table{column.schema, column.table};
        bool const early = change.action == Action::removed &&
                           (drops_before_children(column) || drops_early(model::from_record<model::Column>(column)) ||
                            find(Kind::column, column.schema, column.table, column.name) != nullptr);
        if (early || changes_type(change)) columns[table].push_back(column.name);
    }
    return columns;
}

void Plan::find_swaps() {
    std::map<Key, Record const *> gone;
    std::map<Ref, Record const *> primary; // of those, by table
    for (auto const &change : m_changes) {
        auto const &object = change.before;
        if (change.action != Action::removed) continue;
        if (object.kind == Kind::index || object.kind == Kind::constraint) gone.emplace(key_of(object), &object);
        if (type_of(object) == "primary key") primary.emplace(Ref{object.schema, object.table}, &object);
    }
    auto const early = early_columns();
    for (auto const &change : m_changes) {
        auto const &check = change.before;
        bool const own = change.action == Action::removed && type_of(check) == "check" &&
                         !model::from_record<Constraint>(check).inherited;
        if (own && !lasting_parents({check.schema, check.table}).empty()) m_child_checks.insert(check.name);
    }
    for (auto const &change : m_changes) {
        auto const &object = change.after;
        Ref const table{object.schema, object.table};
        if (change.action != Action::added) continue;
        auto const found = gone.find(key_of(object));
        // A table has one primary key, whatever its name; a new name must be free.
        auto const other = type_of(object) == "primary key" ? primary.find(table) : primary.end();
        if (found != gone.end()) swap_key(*found->second, object, early);
        else if (other != primary.end() && !is_name_taken(object)) swap_key(*other->second, object, early);
    }
}

void Plan::swap_key(Record const &before, Record const &after, ColumnLists const &early) {
    Ref const table{after.schema, after.table};
    auto const type = type_of(after);
    // Columns of a key wait until another has its place.
    bool const key = after.kind == Kind::index || type == "primary key" || type == "unique";
    if (!can_swap(before, after, key ? columns_of(early, table) : moving_columns(table))) return;
    m_swapped.emplace(key_of(after), before);
    m_swapped.emplace(key_of(before), before);
    if (type_of(before) == "primary key")
        m_swapped_primary.emplace(
            table, std::pair{model::from_record<Constraint>(before), model::from_record<Constraint>(after)});
}

Constraint const *Plan::swapped_primary_key(Ref const &table, std::string const &column) const {
    auto const found = m_swapped_primary.find(table);
    if (found == m_swapped_primary.end()) return nullptr;
    auto const &[before, after] = found->second;
    return std::ranges::find(before.columns, column) == before.columns.end() ? nullptr : &after;
}

bool Plan::is_in_new_key(model::Column const &column) const {
    Key const first{Kind::constraint, column.schema, column.table, ""};
    for (auto one = m_by_key.lower_bound(first); one != m_by_key.end(); ++one) {
        auto const &object = m_changes[one->second].after;
        if (object.kind != Kind::constraint || object.schema != column.schema || object.table != column.table) break;
        auto const key = model::from_record<model::Constraint>(object);
        if (key.type == "primary key" && std::ranges::find(key.columns, column.name) != key.columns.end()) return true;
    }
    return false;
}

} // namespace scribe::diff::ddl
