// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/replace.hpp"

#include <algorithm>
#include <set>

// Names that change hands. Keys, indexes and sequences that differ in nothing but their name are renamed, not built
// again.
namespace scribe::diff::ddl {

using model::Constraint;
using model::Index;
using model::Kind;
using model::Record;
using model::Ref;
using model::Sequence;

namespace {

/// Takes one identifier, quoted or not, off the front.
void skip_name(std::string_view &text) {
    auto end = text.find_first_of(". ");
    if (text.starts_with('"')) {
        for (end = text.find('"', 1); text.substr(end).starts_with("\"\""); end = text.find('"', end + 2)) {}
        ++end;
    }
    text.remove_prefix(std::min(end, text.size()));
}

/// What pg_get_indexdef says after the names of the index and its table, which may be an old one.
std::string_view tail(Index const &index) {
    std::string_view text{index.definition};
    auto const names = " INDEX " + base::quote_ident(index.name) + " ON ";
    auto const at = text.find(names);
    if (at == std::string_view::npos) return text;
    text.remove_prefix(at + names.size());
    if (text.starts_with("ONLY ")) text.remove_prefix(5);
    skip_name(text);
    if (text.starts_with('.')) text.remove_prefix(1);
    skip_name(text);
    return text;
}

bool same_constraint(Record const &before, Record const &after) {
    auto was = model::from_record<Constraint>(before);
    auto const is = model::from_record<Constraint>(after);
    if (is.type == "not null" || is.type == "trigger") return false;
    was.name = is.name;
    was.index = is.index; // has the name of the key, or is that of another table
    return model::to_record<Constraint>(was).body == model::to_record<Constraint>(is).body;
}

/// `renamed` is it with the new names of columns.
bool same_index(Record const &before, Record const &renamed, Record const &after) {
    auto was = model::from_record<Index>(renamed);
    auto is = model::from_record<Index>(after);
    bool const other_columns = before.body != renamed.body;
    if (was.constraint.empty() != is.constraint.empty() || was.partition_of.empty() != is.partition_of.empty())
        return false;
    if (!other_columns && tail(was) != tail(is)) return false;
    was.name = is.name;
    was.constraint = is.constraint;
    was.partition_of = is.partition_of;
    was.clustered = is.clustered; // can be altered, as can what its table says of it
    was.replica_identity = is.replica_identity;
    was.definition = is.definition;
    return model::to_record<Index>(was).body == model::to_record<Index>(is).body;
}

bool same_sequence(Record const &before, Record const &after) {
    auto was = model::from_record<Sequence>(before);
    auto const is = model::from_record<Sequence>(after);
    was.name = is.name;
    return !is.owned_by.empty() && model::to_record<Sequence>(was).body == model::to_record<Sequence>(is).body;
}

/// Code that calls routines, or columns of another table: known well when all the rest is.
bool is_known_late(Record const &part) {
    if (part.kind == Kind::sequence) return false;
    if (part.kind == Kind::constraint) {
        auto const type = model::from_record<Constraint>(part).type;
        return type != "primary key" && type != "unique";
    }
    auto const index = model::from_record<Index>(part);
    return !index.predicate.empty() ||
           std::any_of(index.keys.begin(), index.keys.end(), [](auto const &key) { return !key.expression.empty(); });
}

/// A name of at most 63 bytes, whole characters of the old one.
std::string aside_name(std::string const &name) {
    constexpr std::string_view k_suffix = "_replaced";
    constexpr std::size_t k_most = 63;
    return std::string{base::utf8_head(name, k_most - k_suffix.size())}.append(k_suffix);
}

} // namespace

// Renaming comes first: what goes later, and has the name that a table gets, makes room for it.
void Plan::set_aside() {
    std::set<Ref> wanted; // by tables
    for (auto const &change : m_changes) {
        if (change.action == Action::renamed && change.after.kind == Kind::table)
            wanted.insert({change.after.schema, change.after.name});
    }
    if (wanted.empty()) return;
    std::set<Key> keys; // constraints, which have the names of their indexes
    for (auto &change : m_changes) {
        auto &object = change.before;
        if (change.action != Action::removed || !shares_names(object.kind) ||
            !wanted.contains({object.schema, object.name}))
            continue;
        if (object.kind == Kind::index && !model::from_record<model::Index>(object).constraint.empty())
            keys.emplace(Kind::constraint, object.schema, object.table, object.name);
        auto &aside = m_asides.emplace_back(object, object).second;
        aside.name = aside_name(object.name);
        if (object.kind == Kind::view) m_names.add(object, aside);
        object.name = aside.name;
    }
    for (auto &change : m_changes) {
        if (change.action == Action::removed && keys.contains(key_of(change.before)))
            change.before.name = aside_name(change.before.name);
    }
}

bool Plan::touches_columns(Record const &part) const {
    auto const code = code_of(part);
    auto const constraint = part.kind == Kind::constraint ? model::from_record<Constraint>(part) : Constraint{};
    auto const touches = [&](Ref const &table) {
        return std::ranges::any_of(moving_columns(table), [&](auto const &column) { return mentions(code, column); });
    };
    return touches({part.schema, part.table}) || touches(m_names.relation(constraint.references));
}

bool Plan::is_renamed(Change const &gone, Change const &fresh, bool late) const {
    auto const &before = gone.before;
    auto const &after = fresh.after;
    if (before.kind != after.kind || before.schema != after.schema || before.table != after.table ||
        owner_added(after) || owner_removed(before) || is_known_late(after) != late)
        return false;
    auto const renamed = m_names.renamed(before, after);
    if (before.kind == Kind::sequence) return same_sequence(renamed, after);
    if (before.kind == Kind::index ? !same_index(before, renamed, after) : !same_constraint(renamed, after))
        return false;
    if (touches_columns(before) || names_any(code_of(before), m_replaced_routines)) return false;
    return before.kind != Kind::constraint || !is_key_dropped(model::from_record<Constraint>(before));
}

bool Plan::is_name_taken(Record const &wanted) const { return m_taken_names.contains({wanted.schema, wanted.name}); }

void Plan::keep_defaults(Record const &before, Record const &after) {
    auto const old_name = qualified(before.schema, before.name);
    for (auto &change : m_changes) {
        if (change.action != Action::changed || change.after.kind != Kind::column) continue;
        auto text = model::from_record<model::Column>(change.before).default_value.value_or("");
        auto const at = text.find(old_name);
        if (at == std::string::npos) continue;
        text.replace(at, old_name.size(), qualified(after.schema, after.name));
        if (text == model::from_record<model::Column>(change.after).default_value)
            std::erase_if(change.fields, [](FieldChange const &field) { return field.field == "default"; });
    }
}

void Plan::join_renamed(bool late) {
    auto const may_have_another_name = [](Record const &record) {
        return record.kind == Kind::constraint || record.kind == Kind::index || record.kind == Kind::sequence;
    };
    std::map<std::tuple<Kind, std::string, std::string>, std::vector<Change *>> gone;
    for (auto &change : m_changes) {
        if (change.action == Action::removed && may_have_another_name(change.before))
            gone[{change.before.kind, change.before.schema, change.before.table}].push_back(&change);
    }
    std::set<Change const *> joined;
    for (auto &change : m_changes) {
        if (change.action != Action::added || !may_have_another_name(change.after)) continue;
        auto &list = gone[{change.after.kind, change.after.schema, change.after.table}];
        auto const found =
            std::find_if(list.begin(), list.end(), [&](Change const *old) { return is_renamed(*old, change, late); });
        if (found == list.end() || is_name_taken(change.after)) continue;
        change.action = Action::renamed;
        change.before = (*found)->before;
        joined.insert(*found);
        list.erase(found);
        if (change.after.kind == Kind::sequence) keep_defaults(change.before, change.after);
    }
    std::vector<Change> rest;
    for (auto &change : m_changes) {
        bool const said = joined.contains(&change) || (change.action == Action::changed && change.fields.empty());
        if (!said) rest.push_back(std::move(change));
    }
    m_changes = std::move(rest);
}

} // namespace scribe::diff::ddl
