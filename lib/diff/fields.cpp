// SPDX-License-Identifier: MIT
#include "diff/fields.hpp"

#include "base/text.hpp"
#include "diff/grants.hpp"
#include "model/filter.hpp"
#include "model/json/fields.hpp"
#include "model/json/unread.hpp"
#include "model/serialize.hpp"

#include <algorithm>

namespace scribe::diff {

namespace {

using Text = std::optional<std::string>;

std::string text_of(std::string const &text) { return text; }
std::string text_of(model::Ref const &ref) { return ref.empty() ? "" : model::format_ref(ref.schema, ref.name); }

std::string text_of(model::Grant const &grant) {
    auto text = grant.grantee + ": " + (grant.privileges.empty() ? "none" : base::join(grant.privileges, ", "));
    if (!grant.grantable.empty()) text += " (may grant: " + base::join(grant.grantable, ", ") + ")";
    return text;
}

std::string text_of(model::ViewUse const &use) {
    return text_of(use.relation) + " (" + base::join(use.columns, ", ") + ")";
}

std::string text_of(model::DomainCheck const &check) {
    bool const said = check.definition.ends_with("NOT VALID");
    return check.name + " " + check.definition + (check.not_valid && !said ? " NOT VALID" : "") +
           (check.comment ? " -- " + *check.comment : "");
}

std::string text_of(model::TypeAttribute const &attribute) {
    auto text = attribute.name + " " + attribute.type;
    if (!attribute.collation.empty()) text += " collation " + attribute.collation;
    if (attribute.comment) text += " -- " + *attribute.comment;
    return text;
}

std::string text_of(model::PublicationTable const &table) {
    auto text = text_of(table.relation);
    if (!table.columns.empty()) text += " (" + base::join(table.columns, ", ") + ")";
    if (!table.where.empty()) text += " where " + table.where;
    return text;
}

std::string text_of(model::IndexKey const &key) {
    auto text = key.column.empty() ? "(" + key.expression + ")" : key.column;
    if (!key.collation.empty()) text += " collation " + key.collation;
    if (!key.opclass.empty()) text += " " + key.opclass;
    return text + (key.descending ? " desc" : "") + (key.nulls_first != key.descending ? " nulls " : "") +
           (key.nulls_first == key.descending ? ""
            : key.nulls_first                 ? "first"
                                              : "last");
}

Text shown(std::string const &text) { return text.empty() ? Text{} : Text{text}; }
Text shown(bool flag) { return flag ? "yes" : "no"; }
Text shown(std::int64_t number) { return std::to_string(number); }
Text shown(model::Ref const &ref) { return shown(text_of(ref)); }
/// A default of '' and no default are two things.
Text shown(std::optional<std::string> const &text) { return text; }
Text shown(std::optional<std::int64_t> const &number) { return number ? shown(*number) : Text{}; }

template <typename T> Text shown(std::vector<T> const &list) {
    std::string text;
    // Lists of objects stand a line each, so that one more of them is one more line.
    std::string_view const separator = std::is_same_v<T, std::string> ? ", " : "\n";
    for (T const &item : list) {
        if (!text.empty()) text += separator;
        text += text_of(item);
    }
    return shown(text);
}

/// Tells of the rights that hold, also where the server keeps no list of them; the owner's own go with the owner.
template <typename T> void compare_rights(T const &before, T const &after, std::vector<FieldChange> &changes) {
    auto const at = std::find_if(changes.begin(), changes.end(),
                                 [](FieldChange const &change) { return change.field == "grants"; });
    if (at == changes.end()) return;
    auto old_grants = before.grants;
    for (auto &grant : old_grants) {
        if (grant.grantee == before.owner) grant.grantee = after.owner;
    }
    old_grants = effective_grants(T::k_kind, after.owner, old_grants);
    auto const new_grants = effective_grants(T::k_kind, after.owner, after.grants);
    if (old_grants == new_grants) {
        changes.erase(at);
        return;
    }
    at->before = shown(old_grants);
    at->after = shown(new_grants);
}

template <typename T> std::vector<FieldChange> compare_as(model::Record const &before, model::Record const &after) {
    auto const old_object = model::from_record<T>(before);
    auto const new_object = model::from_record<T>(after);
    std::vector<void const *> new_members;
    model::fields([&](char const *, auto const &member) { new_members.push_back(&member); }, new_object);
    std::vector<FieldChange> changes;
    auto at = new_members.begin();
    model::fields(
        [&](char const *name, auto const &member) {
            auto const &other = *static_cast<std::remove_reference_t<decltype(member)> *>(*at++);
            if (!(member == other)) changes.push_back({name, shown(member), shown(other)});
        },
        old_object);
    if constexpr (requires { old_object.owner, old_object.grants; }) compare_rights(old_object, new_object, changes);
    return changes;
}

std::vector<FieldChange> compare_bodies(model::Record const &before, model::Record const &after) {
    switch (after.kind) {
    case model::Kind::schema: return compare_as<model::Schema>(before, after);
    case model::Kind::table: return compare_as<model::Table>(before, after);
    case model::Kind::view: return compare_as<model::View>(before, after);
    case model::Kind::column: return compare_as<model::Column>(before, after);
    case model::Kind::constraint: return compare_as<model::Constraint>(before, after);
    case model::Kind::index: return compare_as<model::Index>(before, after);
    case model::Kind::sequence: return compare_as<model::Sequence>(before, after);
    case model::Kind::type: return compare_as<model::Type>(before, after);
    case model::Kind::routine: return compare_as<model::Routine>(before, after);
    case model::Kind::trigger: return compare_as<model::Trigger>(before, after);
    case model::Kind::rule: return compare_as<model::Rule>(before, after);
    case model::Kind::policy: return compare_as<model::Policy>(before, after);
    case model::Kind::statistics: return compare_as<model::Statistics>(before, after);
    case model::Kind::extension: return compare_as<model::Extension>(before, after);
    case model::Kind::publication: return compare_as<model::Publication>(before, after);
    case model::Kind::event_trigger: return compare_as<model::EventTrigger>(before, after);
    case model::Kind::server: return compare_as<model::Server>(before, after);
    case model::Kind::privileges: return compare_as<model::Privileges>(before, after);
    }
    return {};
}

bool same_uses(model::Record const &before, model::Record const &after) {
    auto const sorted = [](model::Record const &record) {
        std::vector<std::pair<model::Ref, std::vector<std::string>>> uses;
        auto view = model::from_record<model::View>(record);
        for (auto &use : view.uses) {
            std::sort(use.columns.begin(), use.columns.end());
            uses.emplace_back(use.relation, use.columns);
        }
        std::sort(uses.begin(), uses.end());
        return uses;
    };
    return sorted(before) == sorted(after);
}

bool same_columns(model::Record const &before, model::Record const &after) {
    auto const sorted = [](model::Record const &record) {
        auto columns = model::from_record<model::Statistics>(record).columns;
        std::sort(columns.begin(), columns.end());
        return columns;
    };
    return sorted(before) == sorted(after);
}

/// True for what a scan derives from the other members of the same object.
bool is_derived(model::Kind kind, std::string_view field) {
    using model::Kind;
    if (field == "uses") return kind == Kind::view;
    if (field == "index") return kind == Kind::constraint;
    if (field == "user_type" || field == "user_type_kind") return kind == Kind::column;
    if (field != "definition") return false;
    return kind == Kind::table || kind == Kind::index || kind == Kind::constraint || kind == Kind::trigger ||
           kind == Kind::statistics;
}

/// True for what a scan leaves out of an object when it cannot open its table.
bool is_unread(model::Kind kind, std::string_view field) {
    using model::Kind;
    switch (kind) {
    case Kind::table: return field == "partition_key" || field == "partition_strategy";
    case Kind::column: return field == "expression";
    case Kind::constraint: return field == "expression" || field == "definition";
    case Kind::index: return field == "keys" || field == "predicate" || field == "definition";
    case Kind::trigger: return field == "condition" || field == "arguments" || field == "definition";
    case Kind::policy: return field == "using" || field == "check";
    case Kind::publication: return field == "tables";
    case Kind::routine: return field == "body";
    case Kind::view:
    case Kind::rule:
    case Kind::statistics: return field == "definition";
    default: return false;
    }
}

} // namespace

std::vector<FieldChange> compare_fields(model::Record const &before, model::Record const &after) {
    std::vector<FieldChange> changes;
    if (before.body != after.body) changes = compare_bodies(before, after);
    if (model::is_partial(before.body) || model::is_partial(after.body))
        std::erase_if(changes, [&](FieldChange const &change) { return is_unread(after.kind, change.field); });
    // The columns stand in the order of the table's, which a view does not mind.
    if (after.kind == model::Kind::view && same_uses(before, after))
        std::erase_if(changes, [](FieldChange const &change) { return change.field == "uses"; });
    if (after.kind == model::Kind::statistics && same_columns(before, after))
        std::erase_if(changes, [](FieldChange const &change) {
            return change.field == "columns" || change.field == "definition";
        });
    auto const derived = [&](FieldChange const &change) { return is_derived(after.kind, change.field); };
    if (!std::all_of(changes.begin(), changes.end(), derived)) std::erase_if(changes, derived);
    if (before.extension != after.extension)
        changes.push_back({"extension", shown(before.extension), shown(after.extension)});
    if (before.comment != after.comment) changes.push_back({"comment", before.comment, after.comment});
    return changes;
}

} // namespace scribe::diff
