// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/replace.hpp"

#include "diff/ddl/names.hpp"
#include "diff/widening.hpp"
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

bool changes_field(Change const &change, std::string_view name) {
    return std::any_of(change.fields.begin(), change.fields.end(),
                       [&](FieldChange const &field) { return field.field == name; });
}

bool constraint_must_go(Change const &change) {
    auto const before = model::from_record<model::Constraint>(change.before);
    auto const after = model::from_record<model::Constraint>(change.after);
    // Those follow their column.
    if (before.type == "not null" && after.type == "not null" && before.columns == after.columns) return false;
    if (differs_beyond(change, {"not_valid", "index", "inherited", "deferrable", "initially_deferred"})) return true;
    // Only foreign keys can be altered in this; none can be made invalid again.
    bool const defers = before.deferrable != after.deferrable || before.initially_deferred != after.initially_deferred;
    return (defers && after.type != "foreign key") || (!before.not_valid && after.not_valid);
}

bool index_must_go(Change const &change) {
    auto const index = model::from_record<model::Index>(change.after);
    // That of a partitioned table becomes valid with the last of its partitions' indexes.
    bool const completed = index.partitioned && !index.invalid;
    return differs_beyond(change, {"options", "tablespace", "clustered", "replica_identity", "partition_of",
                                   completed ? "invalid" : "options"});
}

bool column_must_go(Change const &change) {
    auto const before = model::from_record<model::Column>(change.before);
    auto const after = model::from_record<model::Column>(change.after);
    if (after.generated.empty()) return false; // DROP EXPRESSION
    return before.generated != after.generated || before.expression != after.expression;
}

bool routine_must_go(Change const &change) {
    if (differs_beyond(change, {"arguments", "language", "volatility", "parallel", "cost", "rows", "support", "strict",
                                "leakproof", "security_definer", "config", "body", "library", "owner", "grants"}))
        return true;
    auto const before = model::from_record<model::Routine>(change.before);
    auto const after = model::from_record<model::Routine>(change.after);
    if (after.routine_kind == "aggregate") return differs_beyond(change, {"owner", "grants"});
    // Defaults may be added; names may not change, and no default may go.
    return before.arguments != after.arguments && !only_adds_defaults(before.arguments, after.arguments);
}

bool type_must_go(Change const &change) {
    auto const before = model::from_record<model::Type>(change.before);
    auto const after = model::from_record<model::Type>(change.after);
    if (before.type_kind != after.type_kind) return true;
    if (after.type_kind == "domain" && (changes_field(change, "base_type") || changes_field(change, "collation")))
        return true;
    return after.type_kind == "range" && differs_beyond(change, {"owner", "grants"});
}

} // namespace

bool must_replace(Change const &change) {
    switch (change.after.kind) {
    case Kind::constraint: return constraint_must_go(change);
    case Kind::index: return index_must_go(change);
    case Kind::trigger:
    case Kind::rule: return differs_beyond(change, {"enabled", "inherited"});
    case Kind::policy: return differs_beyond(change, {});
    case Kind::statistics: return differs_beyond(change, {"owner", "statistics_target"});
    case Kind::sequence: {
        // That of an identity comes and goes with its column.
        bool const identity = model::from_record<model::Sequence>(change.after).identity;
        return model::from_record<model::Sequence>(change.before).identity != identity ||
               (identity && (changes_field(change, "owned_by") || changes_field(change, "owned_column")));
    }
    case Kind::column: return column_must_go(change);
    case Kind::routine: return routine_must_go(change);
    case Kind::type: return type_must_go(change);
    default: return false;
    }
}

bool must_remake_view(Change const &change) {
    return differs_beyond(change, {"owner", "grants", "options", "tablespace", "unpopulated", "uses"});
}

bool changes_type(Change const &change) {
    return change.action == Action::changed &&
           std::any_of(change.fields.begin(), change.fields.end(),
                       [](FieldChange const &field) { return field.field == "type" || field.field == "collation"; });
}

bool changes_comparison(Change const &change) {
    if (!changes_type(change)) return false;
    auto const before = model::from_record<model::Column>(change.before);
    auto const after = model::from_record<model::Column>(change.after);
    return before.collation != after.collation || !compares_alike(before.type, after.type);
}

std::string code_of(Record const &part) {
    switch (part.kind) {
    case Kind::column: {
        auto const column = model::from_record<model::Column>(part);
        return column.expression + " " + column.default_value.value_or("");
    }
    case Kind::constraint: return model::from_record<model::Constraint>(part).definition;
    case Kind::index: return model::from_record<model::Index>(part).definition;
    case Kind::trigger: return model::from_record<model::Trigger>(part).definition;
    case Kind::rule: return model::from_record<model::Rule>(part).definition;
    case Kind::statistics: return model::from_record<model::Statistics>(part).definition;
    case Kind::policy: {
        auto const policy = model::from_record<model::Policy>(part);
        return policy.using_expression + " " + policy.check_expression;
    }
    case Kind::type: {
        auto const type = model::from_record<model::Type>(part);
        auto code = type.default_value.value_or("");
        for (auto const &check : type.checks) code += " " + check.definition;
        return code;
    }
    default: return {};
    }
}

bool names_any(std::string_view text, std::vector<std::string> const &names) {
    return std::any_of(names.begin(), names.end(),
                       [&](auto const &name) { return text.find(name) != std::string_view::npos; });
}

bool hinders_type(Record const &part, std::vector<std::string> const &columns) {
    if (part.kind != Kind::column) return false;
    auto const expression = model::from_record<model::Column>(part).expression;
    return std::any_of(columns.begin(), columns.end(),
                       [&](auto const &column) { return mentions(expression, column); });
}

bool shares_names(Kind kind) {
    return kind == Kind::view || kind == Kind::index || kind == Kind::sequence || kind == Kind::type;
}

bool is_action(Kind kind) { return kind == Kind::trigger || kind == Kind::rule || kind == Kind::policy; }

std::string column_code_of(Record const &action) {
    if (action.kind != Kind::trigger) return code_of(action);
    auto const trigger = model::from_record<model::Trigger>(action);
    return trigger.condition + " " + ident_list(trigger.update_columns);
}

bool hangs_on(Record const &part, std::vector<std::string> const &columns) {
    if (part.kind == Kind::column || is_action(part.kind)) return false;
    auto const text = code_of(part);
    return std::any_of(columns.begin(), columns.end(), [&](auto const &column) { return mentions(text, column); });
}

} // namespace scribe::diff::ddl
