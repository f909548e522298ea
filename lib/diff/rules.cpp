// SPDX-License-Identifier: MIT
#include "diff/rules.hpp"

#include "base/text.hpp"
#include "diff/change.hpp"
#include "diff/grants.hpp"
#include "diff/renames/renames.hpp"
#include "diff/widening.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <array>

namespace scribe::diff {

namespace {

using enum Action;
using enum Severity;
using model::Kind;

bool became(FieldChange const *field, std::string_view value) { return field->after == value; }
bool turned_on(Change const &, FieldChange const *field) { return became(field, "yes"); }
bool turned_off(Change const &, FieldChange const *field) { return became(field, "no"); }
bool appeared(Change const &, FieldChange const *field) { return !field->before; }
bool vanished(Change const &, FieldChange const *field) { return !field->after; }
bool widened(Change const &, FieldChange const *field) {
    return is_widening(field->before.value_or(""), field->after.value_or(""));
}

/// SQLite looks at nothing else of a declared type, but for the ANY of a STRICT table, which admits more than BLOB.
bool keeps_affinity(Change const &change, FieldChange const *) {
    auto const before = model::from_record<model::Column>(change.before);
    auto const after = model::from_record<model::Column>(change.after);
    auto const is_any = [](model::Column const &column) { return base::to_lower_ascii(column.type) == "any"; };
    return !after.affinity.empty() && before.affinity == after.affinity && is_any(before) == is_any(after);
}

/// A foreign key of a new table keeps rows of an old one from being deleted.
bool is_new_with_owner(Change const &change, FieldChange const *) {
    return change.with_owner && (change.after.kind != Kind::constraint ||
                                 model::from_record<model::Constraint>(change.after).type != "foreign key");
}

bool is_gone_with_owner(Change const &change, FieldChange const *) { return change.is_implied(); }
bool is_of_view(Change const &change, FieldChange const *) { return change.of_view; }

/// An INSERT that does not name the column fails.
bool is_required(Change const &change, FieldChange const *) {
    auto const column = model::from_record<model::Column>(change.after);
    return column.not_null && !column.default_value && column.identity.empty() && column.generated.empty();
}

bool defaults_added(Change const &, FieldChange const *field) {
    return only_adds_defaults(field->before.value_or(""), field->after.value_or(""));
}

bool lost_default(Change const &change, FieldChange const *field) {
    return !field->after && is_required(change, field);
}

bool is_unique_index(Change const &change, FieldChange const *) {
    return model::from_record<model::Index>(change.object()).unique;
}

/// True when every line or item of `before` is one of `after`, in the same order.
bool only_grows(std::vector<std::string> const &before, std::vector<std::string> const &after) {
    auto at = before.begin();
    for (auto const &item : after) {
        if (at != before.end() && *at == item) ++at;
    }
    return at == before.end();
}

bool labels_only_grow(Change const &change, FieldChange const *) {
    return only_grows(model::from_record<model::Type>(change.before).labels,
                      model::from_record<model::Type>(change.after).labels);
}

bool labels_are_renamed(Change const &change, FieldChange const *) {
    return !renamed_labels(model::from_record<model::Type>(change.before).labels,
                           model::from_record<model::Type>(change.after).labels)
                .empty();
}

bool labels_are_lost(Change const &change, FieldChange const *) {
    auto const before = model::from_record<model::Type>(change.before).labels;
    auto const after = model::from_record<model::Type>(change.after).labels;
    return std::any_of(before.begin(), before.end(),
                       [&](auto const &label) { return std::find(after.begin(), after.end(), label) == after.end(); });
}

/// True when the parts of a type differ in nothing but what is said about them.
bool only_comments_differ(Change const &change, FieldChange const *) {
    auto const without_comments = [](model::Record const &record) {
        auto type = model::from_record<model::Type>(record);
        for (auto &attribute : type.attributes) attribute.comment.reset();
        for (auto &check : type.checks) check.comment.reset();
        return type;
    };
    auto const before = without_comments(change.before);
    auto const after = without_comments(change.after);
    return before.attributes == after.attributes && before.checks == after.checks;
}

/// What holds, also where the server keeps no list; the owner's own rights under the name `owner`.
template <typename T> std::vector<model::Grant> grants_of(T object, std::string const &owner) {
    if constexpr (requires { object.owner; }) {
        for (auto &grant : object.grants) {
            if (grant.grantee == object.owner) grant.grantee = owner;
        }
    }
    return effective_grants(T::k_kind, owner, std::move(object.grants));
}

template <typename T> bool grants_only_grow_as(Change const &change) {
    auto const object = model::from_record<T>(change.after);
    std::string owner;
    if constexpr (requires { object.owner; }) owner = object.owner;
    auto const before = grants_of(model::from_record<T>(change.before), owner);
    auto const after = grants_of(object, owner);
    auto const has = [](std::vector<std::string> const &list, std::string const &word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    for (auto const &old_grant : before) {
        auto const now = std::find_if(after.begin(), after.end(),
                                      [&](model::Grant const &grant) { return grant.grantee == old_grant.grantee; });
        if (now == after.end()) return false;
        for (auto const &word : old_grant.privileges) {
            if (!has(now->privileges, word)) return false;
        }
        for (auto const &word : old_grant.grantable) {
            if (!has(now->grantable, word)) return false;
        }
    }
    return true;
}

bool grants_only_grow(Change const &change, FieldChange const *) {
    switch (change.after.kind) {
    case Kind::schema: return grants_only_grow_as<model::Schema>(change);
    case Kind::table: return grants_only_grow_as<model::Table>(change);
    case Kind::view: return grants_only_grow_as<model::View>(change);
    case Kind::column: return grants_only_grow_as<model::Column>(change);
    case Kind::sequence: return grants_only_grow_as<model::Sequence>(change);
    case Kind::type: return grants_only_grow_as<model::Type>(change);
    case Kind::routine: return grants_only_grow_as<model::Routine>(change);
    case Kind::server: return grants_only_grow_as<model::Server>(change);
    case Kind::privileges: return grants_only_grow_as<model::Privileges>(change);
    default: return false;
    }
}

constexpr std::nullopt_t k_any = std::nullopt;

// One rule a line or two reads better than a member a line.
// clang-format off
constexpr std::array k_rules = {
    // Objects
    Rule{"with-new-table", safe, added, k_any, "", is_new_with_owner, "its table or view is new too"},
    Rule{"with-removed-table", safe, removed, k_any, "", is_gone_with_owner, "its table or view is removed too"},
    Rule{"table-removed", breaking, removed, Kind::table, "", nullptr, "its rows are gone and statements that name it fail"},
    Rule{"view-removed", breaking, removed, Kind::view, "", nullptr, "statements that name it fail"},
    Rule{"view-column-removed", breaking, removed, Kind::column, "", is_of_view, "statements that name it fail"},
    Rule{"column-removed", breaking, removed, Kind::column, "", nullptr, "its values are gone and statements that name it fail"},
    Rule{"routine-removed", breaking, removed, Kind::routine, "", nullptr, "statements that call it fail"},
    Rule{"type-removed", breaking, removed, Kind::type, "", nullptr, "statements that name it fail"},
    Rule{"sequence-removed", breaking, removed, Kind::sequence, "", nullptr, "statements that name it fail"},
    Rule{"schema-removed", breaking, removed, Kind::schema, "", nullptr, "statements that name anything in it fail"},
    Rule{"extension-removed", breaking, removed, Kind::extension, "", nullptr, "its types and functions are gone"},
    Rule{"server-removed", breaking, removed, Kind::server, "", nullptr, "its foreign tables are gone"},
    Rule{"constraint-removed", moderate, removed, Kind::constraint, "", nullptr, "rows that it refused are stored; ON CONFLICT and foreign keys may need it"},
    Rule{"index-removed", moderate, removed, Kind::index, "", nullptr, "queries that used it get slower; a unique one refused rows"},
    Rule{"policy-removed", moderate, removed, Kind::policy, "", nullptr, "other rows are visible or may be written"},
    Rule{"trigger-removed", moderate, removed, Kind::trigger, "", nullptr, "what it did on writes does not happen"},
    Rule{"rule-removed", moderate, removed, Kind::rule, "", nullptr, "statements are no longer rewritten"},
    Rule{"publication-removed", moderate, removed, Kind::publication, "", nullptr, "subscribers get nothing more from it"},
    Rule{"event-trigger-removed", moderate, removed, Kind::event_trigger, "", nullptr, "what it did on DDL does not happen"},
    Rule{"statistics-removed", safe, removed, Kind::statistics, "", nullptr, "plans may be estimated otherwise"},
    Rule{"column-added-required", breaking, added, Kind::column, "", is_required, "not null without a default: an INSERT that does not name it fails"},
    Rule{"column-added", safe, added, Kind::column, "", nullptr, "statements that do not name it go on to work"},
    Rule{"constraint-added", moderate, added, Kind::constraint, "", nullptr, "writes that worked may be refused"},
    Rule{"unique-index-added", moderate, added, Kind::index, "", is_unique_index, "writes that worked may be refused"},
    Rule{"trigger-added", moderate, added, Kind::trigger, "", nullptr, "writes do more than before"},
    Rule{"rule-added", moderate, added, Kind::rule, "", nullptr, "statements are rewritten"},
    Rule{"policy-added", moderate, added, Kind::policy, "", nullptr, "other rows are visible or may be written"},
    Rule{"event-trigger-added", moderate, added, Kind::event_trigger, "", nullptr, "DDL does more than before"},
    Rule{"object-added", safe, added, k_any, "", nullptr, "nothing uses it yet"},
    Rule{"object-renamed", breaking, renamed, k_any, "", nullptr, "statements that use the old name fail"},

    // Columns
    Rule{"type-widened", safe, changed, Kind::column, "type", widened, "the new type holds every value of the old one"},
    Rule{"type-same-affinity", safe, changed, Kind::column, "type", keeps_affinity, "SQLite takes and keeps the same values under both"},
    Rule{"type-changed", breaking, changed, Kind::column, "type", nullptr, "values may be refused, cut or read as another type"},
    Rule{"not-null-added", moderate, changed, Kind::column, "not_null", turned_on, "writes of NULL are refused"},
    Rule{"not-null-removed", moderate, changed, Kind::column, "not_null", turned_off, "readers may meet NULL"},
    Rule{"default-lost", breaking, changed, Kind::column, "default", lost_default, "not null without a default: an INSERT that does not name it fails"},
    Rule{"default-changed", moderate, changed, Kind::column, "default", nullptr, "rows that do not name it get another value"},
    Rule{"identity-changed", moderate, changed, Kind::column, "identity", nullptr, "inserts that name the column, or do not, work otherwise"},
    Rule{"generated-added", breaking, changed, Kind::column, "generated", appeared, "writes that name the column fail"},
    Rule{"generated-changed", moderate, changed, Kind::column, "generated", nullptr, "the value is stored or computed otherwise"},
    Rule{"expression-changed", moderate, changed, Kind::column, "expression", nullptr, "the column gets other values"},
    Rule{"collation-changed", moderate, changed, k_any, "collation", nullptr, "text sorts and compares otherwise"},
    Rule{"column-moved", moderate, changed, Kind::column, "position", nullptr, "SELECT * and INSERT without column names meet another order"},
    Rule{"storage-changed", safe, changed, Kind::column, "storage", nullptr, "how values are kept on disk"},
    Rule{"compression-changed", safe, changed, Kind::column, "compression", nullptr, "how values are kept on disk"},
    Rule{"statistics-target-changed", safe, changed, k_any, "statistics_target", nullptr, "plans may be estimated otherwise"},

    // Tables and views
    Rule{"row-security-changed", moderate, changed, Kind::table, "row_security", nullptr, "other rows are visible or may be written"},
    Rule{"row-security-changed", moderate, changed, Kind::table, "force_row_security", nullptr, "other rows are visible to the owner"},
    Rule{"detached", breaking, changed, Kind::table, "partition_of", vanished, "its rows are missing from the partitioned table"},
    Rule{"partitioning-changed", moderate, changed, Kind::table, "partition_of", nullptr, "rows appear in another table, or go elsewhere"},
    Rule{"partitioning-changed", moderate, changed, Kind::table, "partition_bound", nullptr, "rows go to another partition or are refused"},
    Rule{"storage-parameters-changed", safe, changed, Kind::table, "options", nullptr, "how rows are kept and cleaned up"},
    Rule{"column-options-changed", safe, changed, Kind::column, "options", nullptr, "plans may be estimated otherwise"},
    Rule{"storage-parameters-changed", safe, changed, Kind::index, "options", nullptr, "how entries are kept"},
    Rule{"tablespace-changed", safe, changed, k_any, "tablespace", nullptr, "where it is kept on disk"},
    Rule{"view-filled", safe, changed, Kind::view, "unpopulated", turned_off, "it can be read"},
    Rule{"view-emptied", breaking, changed, Kind::view, "unpopulated", nullptr, "it cannot be read until it is refreshed"},

    // Constraints and indexes
    Rule{"constraint-validated", safe, changed, Kind::constraint, "not_valid", turned_off, "all rows keep it now"},
    Rule{"index-mended", safe, changed, Kind::index, "invalid", turned_off, "queries can use it"},

    // Types, sequences, extensions
    Rule{"label-added", safe, changed, Kind::type, "labels", labels_only_grow, "the old labels keep their order"},
    Rule{"label-renamed", breaking, changed, Kind::type, "labels", labels_are_renamed, "statements that name the old label fail"},
    Rule{"label-removed", breaking, changed, Kind::type, "labels", labels_are_lost, "statements that name the label fail"},
    Rule{"labels-reordered", moderate, changed, Kind::type, "labels", nullptr, "values sort otherwise"},
    Rule{"base-type-changed", breaking, changed, Kind::type, "base_type", nullptr, "values may be refused or read as another type"},
    Rule{"comment-changed", safe, changed, Kind::type, "attributes", only_comments_differ, "text for people"},
    Rule{"comment-changed", safe, changed, Kind::type, "checks", only_comments_differ, "text for people"},
    Rule{"attributes-changed", breaking, changed, Kind::type, "attributes", nullptr, "statements that build or read its values may fail"},
    Rule{"type-kind-changed", breaking, changed, Kind::type, "type_kind", nullptr, "it is another sort of type"},

    // Routines
    Rule{"result-changed", breaking, changed, Kind::routine, "result", nullptr, "callers get another type"},
    Rule{"argument-default-added", moderate, changed, Kind::routine, "arguments", defaults_added, "calls with fewer arguments reach it, or fit another of its name too"},
    Rule{"arguments-changed", breaking, changed, Kind::routine, "arguments", nullptr, "calls by argument name, or without an argument, may fail"},
    Rule{"planner-hint-changed", safe, changed, Kind::routine, "cost", nullptr, "plans may be estimated otherwise"},
    Rule{"planner-hint-changed", safe, changed, Kind::routine, "rows", nullptr, "plans may be estimated otherwise"},
    Rule{"planner-hint-changed", safe, changed, Kind::routine, "support", nullptr, "plans may be estimated otherwise"},
    Rule{"routine-kind-changed", breaking, changed, Kind::routine, "routine_kind", nullptr, "it is called in another way"},

    // All kinds
    Rule{"comment-changed", safe, changed, k_any, "comment", nullptr, "text for people"},
    Rule{"granted", safe, changed, k_any, "grants", grants_only_grow, "roles may do more"},
    Rule{"revoked", breaking, changed, k_any, "grants", nullptr, "statements of a role that lost the right fail"},
    Rule{"owner-changed", moderate, changed, k_any, "owner", nullptr, "another role may change and drop it"},
    Rule{"changed", moderate, changed, k_any, "", nullptr, "it may work otherwise"},
};
// clang-format on

bool fits(Rule const &rule, Action action, Change const &change, FieldChange const *field) {
    if (rule.action != action || (rule.kind && *rule.kind != change.object().kind)) return false;
    if (!rule.field.empty() && (!field || field->field != rule.field)) return false;
    return rule.when == nullptr || rule.when(change, field);
}

Rule const *find_rule(Action action, Change const &change, FieldChange const *field) {
    for (auto const &rule : k_rules) {
        if (fits(rule, action, change, field)) return &rule;
    }
    return &k_rules.back();
}

} // namespace

std::string_view action_name(Action action) {
    switch (action) {
    case added: return "added";
    case removed: return "removed";
    case changed: return "changed";
    case renamed: return "renamed";
    }
    return "";
}

std::string_view severity_name(Severity severity) {
    switch (severity) {
    case safe: return "safe";
    case moderate: return "moderate";
    case breaking: return "breaking";
    }
    return "";
}

std::optional<Severity> severity_from_name(std::string_view name) {
    for (auto const severity : {safe, moderate, breaking}) {
        if (severity_name(severity) == name) return severity;
    }
    return std::nullopt;
}

std::span<Rule const> rules() { return k_rules; }

void judge(Change &change) {
    change.rule = nullptr;
    if (change.action != changed) change.rule = find_rule(change.action, change, nullptr);
    for (auto &field : change.fields) {
        field.rule = find_rule(changed, change, &field);
        if (!change.rule || field.rule->severity > change.rule->severity) change.rule = field.rule;
    }
}

} // namespace scribe::diff
