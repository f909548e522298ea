// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/made_anew.hpp"

#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Record;
using model::Ref;
using model::Table;

void strip(Change &change, std::initializer_list<std::string_view> names) {
    std::erase_if(change.fields, [&](FieldChange const &field) {
        return std::find(names.begin(), names.end(), field.field) != names.end();
    });
}

void strip_but_comment(Change &change) {
    std::erase_if(change.fields, [](FieldChange const &field) { return field.field != "comment"; });
}

std::string kind_text(Table const &table) {
    if (table.table_kind == "partitioned") return "partitioned by " + base::single_line(table.partition_key);
    return table.table_kind == "foreign" ? "a foreign table" : "an ordinary table";
}

bool is_key(model::Constraint const &constraint) {
    return constraint.type == "primary key" || constraint.type == "unique" || constraint.type == "exclusion";
}

/// An index as it is on a table that is not partitioned, and apart from those of other tables.
void keep_index_apart(Change &change, bool placed, bool partitioned) {
    constexpr std::string_view k_only = " ON ONLY ";
    auto index = model::from_record<model::Index>(change.after);
    if (!partitioned) {
        if (auto const at = index.definition.find(k_only); index.partitioned && at != std::string::npos)
            index.definition.replace(at, k_only.size(), " ON ");
        index.partitioned = false;
        strip(change, {"partitioned"});
    }
    if (placed) {
        index.partition_of = {};
        strip(change, {"partition_of"});
    }
    change.after.body = model::to_record<model::Index>(index).body;
}

bool keep_index(Change &change, Ref const &table, MadeAnew const &anew) {
    bool const whole = change.action == Action::added || change.action == Action::removed;
    if (anew.fixed.contains(table)) {
        if (!whole) strip_but_comment(change);
        return whole;
    }
    if (change.action == Action::removed) return anew.to_be_foreign.contains(table);
    bool const partitioned = !anew.tables.contains(table) && model::from_record<model::Index>(change.after).partitioned;
    keep_index_apart(change, anew.placed.contains(table), partitioned);
    return false;
}

bool keep_constraint(Change &change, Ref const &table, MadeAnew const &anew) {
    auto constraint = model::from_record<model::Constraint>(change.object());
    if (is_key(constraint)) {
        if (anew.fixed.contains(table)) {
            if (change.action == Action::changed) strip_but_comment(change);
            return change.action != Action::changed;
        }
        if (change.action == Action::removed) return anew.to_be_foreign.contains(table);
    }
    bool const foreign_key = constraint.type == "foreign key";
    if (foreign_key && anew.foreign.contains(table)) return change.action != Action::removed;
    if (change.action == Action::removed || !anew.placed.contains(table)) return false;
    strip(change, {"inherited"});
    if (anew.fixed.contains(table) || (!foreign_key && !is_key(constraint))) return false;
    constraint.inherited = false; // nothing above it has it
    change.after.body = model::to_record<model::Constraint>(constraint).body;
    return false;
}

bool keep_column(Change &change, Ref const &table, MadeAnew const &anew, bool by_parent) {
    bool const part = anew.placed.contains(table);
    if (part) strip(change, {"inherited"});
    // Its primary key stays.
    if (anew.fixed.contains(table) && change.action == Action::changed &&
        !model::from_record<model::Column>(change.after).not_null)
        strip(change, {"not_null"});
    if (anew.foreign.contains(table)) strip(change, {"storage", "compression", "foreign_options"});
    // A partition has no columns that its table has not.
    if (!part || !anew.fixed.contains(table) || by_parent) return false;
    strip(change, {"type", "collation", "user_type", "user_type_kind"});
    return change.action == Action::added || change.action == Action::removed;
}

bool keep_trigger(Change const &change, Ref const &table, MadeAnew const &anew, std::int64_t version) {
    if (change.action == Action::removed || !anew.fixed.contains(table)) return false;
    auto const trigger = model::from_record<model::Trigger>(change.after);
    if (trigger.level != "row") return false;
    constexpr std::int64_t k_before_on_partitioned = 13;
    bool const foreign = anew.foreign.contains(table);
    bool const early = trigger.timing == "before" && version != 0 && version < k_before_on_partitioned && !foreign;
    return early || (foreign && trigger.constraint_trigger) || !trigger.old_table.empty() || !trigger.new_table.empty();
}

} // namespace

Ref table_of(Change const &change, Names const &names) {
    auto const &object = change.object();
    if (object.kind == Kind::table) return {object.schema, object.name};
    if (!object.table.empty()) return {object.schema, object.table};
    Ref table;
    if (object.kind == Kind::sequence) table = model::from_record<model::Sequence>(object).owned_by;
    if (object.kind == Kind::statistics) table = model::from_record<model::Statistics>(object).relation;
    if (change.action == Action::removed) table = names.relation(table);
    return table;
}

bool changes_kind(Change const &change) {
    return change.action == Action::changed && change.after.kind == Kind::table &&
           (differs(change, "table_kind") || differs(change, "partition_strategy") || differs(change, "partition_key"));
}

std::string keep_kind(Change &change) {
    auto const before = model::from_record<Table>(change.before);
    auto after = model::from_record<Table>(change.after);
    auto const note = fmt::format("{}: is {}, should be {}: make it anew and move its rows", described(change.before),
                                  kind_text(before), kind_text(after));
    strip(change, {"table_kind", "partition_strategy", "partition_key", "server", "foreign_options", "access_method"});
    // The others have no storage, and no index to name.
    if (before.table_kind != "table") strip(change, {"options", "persistence", "tablespace", "replica_identity"});
    if (before.table_kind == "foreign") {
        strip(change, {"row_security", "force_row_security"});
        after.row_security = before.row_security;
        after.force_row_security = before.force_row_security;
    }
    after.table_kind = before.table_kind;
    after.partition_strategy = before.partition_strategy;
    after.partition_key = before.partition_key;
    after.server = before.server;
    after.foreign_options = before.foreign_options;
    change.after.body = model::to_record<Table>(after).body;
    return note;
}

bool keep_place(Change &change, Names const &names) {
    auto const before = model::from_record<Table>(names.renamed(change.before, change.after));
    auto after = model::from_record<Table>(change.after);
    auto const known = change.fields.size();
    strip(change, {"partition_of", "partition_bound", "inherits"});
    after.partition_of = before.partition_of;
    after.partition_bound = before.partition_bound;
    after.inherits = before.inherits;
    change.after.body = model::to_record<Table>(after).body;
    return change.fields.size() != known;
}

bool keep_part(Change &change, Ref const &table, MadeAnew const &anew, bool by_parent, std::int64_t version) {
    switch (change.object().kind) {
    case Kind::index: return keep_index(change, table, anew);
    case Kind::constraint: return keep_constraint(change, table, anew);
    case Kind::column: return keep_column(change, table, anew, by_parent);
    case Kind::trigger: return keep_trigger(change, table, anew, version);
    case Kind::policy: return anew.foreign.contains(table) && change.action != Action::removed;
    default: return false;
    }
}

std::string needs_of_left(Record const &record) {
    if (record.kind == Kind::table) return model::from_record<Table>(record).partition_key;
    return code_of(record);
}

} // namespace scribe::diff::ddl
