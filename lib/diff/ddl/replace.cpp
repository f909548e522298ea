// SPDX-License-Identifier: MIT
#include "diff/ddl/replace.hpp"

#include "diff/ddl/names.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <initializer_list>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Record;

/// True when a field other than these differs.
bool differs_beyond(Change const &change, std::initializer_list<std::string_view> fields) {
    return std::any_of(change.fields.begin(), change.fields.end(), [&](FieldChange const &field) {
        return field.field != "comment" && std::find(fields.begin(), fields.end(), field.field) == fields.end();
    });
}

bool constraint_must_go(Change const &change) {
    if (differs_beyond(change, {"not_valid", "index", "inherited", "deferrable", "initially_deferred"})) return true;
    auto const before = model::from_record<model::Constraint>(change.before);
    auto const after = model::from_record<model::Constraint>(change.after);
    // Only foreign keys can be altered in this; none can be made invalid again.
    bool const defers = before.deferrable != after.deferrable || before.initially_deferred != after.initially_deferred;
    return (defers && after.type != "foreign key") || (!before.not_valid && after.not_valid);
}

bool column_must_go(Change const &change) {
    auto const before = model::from_record<model::Column>(change.before);
    auto const after = model::from_record<model::Column>(change.after);
    if (after.generated.empty()) return false; // DROP EXPRESSION
    return before.generated != after.generated || before.expression != after.expression;
}

bool routine_must_go(Change const &change) {
    if (differs_beyond(change, {"arguments", "language", "volatility", "parallel", "strict", "leakproof",
                                "security_definer", "config", "body", "library", "owner", "grants"}))
        return true;
    auto const before = model::from_record<model::Routine>(change.before);
    auto const after = model::from_record<model::Routine>(change.after);
    if (after.routine_kind == "aggregate") return differs_beyond(change, {"owner", "grants"});
    // Defaults may be added; names may not change, and no default may go. Only the plain case is recognised.
    return before.arguments != after.arguments && !after.arguments.starts_with(before.arguments + " DEFAULT ");
}

bool type_must_go(Change const &change) {
    auto const before = model::from_record<model::Type>(change.before);
    auto const after = model::from_record<model::Type>(change.after);
    if (before.type_kind != after.type_kind) return true;
    return after.type_kind == "range" && differs_beyond(change, {"owner", "grants"});
}

} // namespace

bool must_replace(Change const &change) {
    switch (change.after.kind) {
    case Kind::constraint: return constraint_must_go(change);
    case Kind::index:
        return differs_beyond(change, {"options", "tablespace", "clustered", "replica_identity", "partition_of"});
    case Kind::trigger:
    case Kind::rule: return differs_beyond(change, {"enabled"});
    case Kind::policy: return differs_beyond(change, {});
    case Kind::statistics: return differs_beyond(change, {"owner"});
    case Kind::sequence:
        return model::from_record<model::Sequence>(change.before).identity !=
               model::from_record<model::Sequence>(change.after).identity;
    case Kind::column: return column_must_go(change);
    case Kind::routine: return routine_must_go(change);
    case Kind::type: return type_must_go(change);
    default: return false;
    }
}

bool must_remake_view(Change const &change) {
    return differs_beyond(change, {"owner", "grants", "options", "tablespace", "unpopulated", "uses"});
}

bool is_remade(std::vector<Change> const &changes, Change const &added) {
    return std::any_of(changes.begin(), changes.end(), [&](Change const &change) {
        return change.action == Action::removed && change.before.kind == Kind::column &&
               change.before.name == added.after.name && change.before.table == added.after.table &&
               change.before.schema == added.after.schema;
    });
}

bool hinders_type(Record const &part, std::vector<std::string> const &columns) {
    if (part.kind == Kind::policy || part.kind == Kind::rule) return true;
    if (part.kind != Kind::trigger && part.kind != Kind::column) return false;
    std::string text;
    if (part.kind == Kind::trigger) {
        auto const trigger = model::from_record<model::Trigger>(part);
        text = trigger.condition + " " + ident_list(trigger.update_columns);
    } else {
        text = model::from_record<model::Column>(part).expression;
    }
    return std::any_of(columns.begin(), columns.end(), [&](auto const &column) { return mentions(text, column); });
}

bool hangs_on(Record const &part, std::vector<std::string> const &columns) {
    if (part.kind == Kind::column) return false;
    std::string text;
    if (part.kind == Kind::constraint) text = model::from_record<model::Constraint>(part).definition;
    else if (part.kind == Kind::index) text = model::from_record<model::Index>(part).definition;
    else if (part.kind == Kind::trigger) text = model::from_record<model::Trigger>(part).definition;
    else return true; // policies and rules hold expressions: better once too often
    return std::any_of(columns.begin(), columns.end(), [&](auto const &column) { return mentions(text, column); });
}

} // namespace scribe::diff::ddl
