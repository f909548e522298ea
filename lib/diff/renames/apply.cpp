// SPDX-License-Identifier: MIT
#include "diff/fields.hpp"
#include "diff/renames/alike.hpp"
#include "diff/renames/known.hpp"
#include "diff/renames/renames.hpp"
#include "diff/renames/same_code.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace scribe::diff {

namespace {

using model::Kind;
using model::Record;
using model::Ref;

/// The view as it was, with the definition that it has now, and what that reads in its order, where that says the same
/// by new names.
Record with_new_names(Record const &before, Record const &after, NewWords const &words) {
    auto view = model::from_record<model::View>(before);
    auto now = model::from_record<model::View>(after);
    if (nameless_code(view.definition, view.name, words) != nameless_code(now.definition, view.name, {})) return before;
    view.definition = std::move(now.definition);
    view.uses = std::move(now.uses);
    return model::to_record(std::move(view));
}

/// The same of a table with SQLite's text of it.
Record with_new_text(Record const &before, Record const &after, NewWords const &words) {
    auto table = model::from_record<model::Table>(before);
    auto now = model::from_record<model::Table>(after);
    if (table.definition.empty() || !same_but_for(words, table.definition, now.definition)) return before;
    table.definition = std::move(now.definition);
    return model::to_record(std::move(table));
}

/// What a change of `before` to `after` is once the new names are known; false: nothing is left of it.
bool compare_renamed(Change &change, Known const &known) {
    auto moved = change.fields;
    std::erase_if(moved, [](FieldChange const &field) { return field.field != "position"; });
    auto before = known.names.renamed(change.before, change.after);
    before = with_new_code(known.names, change.before, std::move(before), change.after);
    if (before.kind == Kind::view) before = with_new_names(before, change.after, known.words);
    if (before.kind == Kind::table) before = with_new_text(before, change.after, known.all_words);
    change.fields = compare_fields(before, change.after);
    change.fields.insert(change.fields.end(), moved.begin(), moved.end());
    return !change.fields.empty();
}

/// Joins the removed and added parts that have the same name and table, once both have their new names.
void join_parts(std::vector<Change> &changes, Names const &names, std::vector<bool> &gone) {
    std::map<std::tuple<Kind, std::string, std::string, std::string>, std::size_t> removed;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto const &change = changes[i];
        if (gone[i] || change.action != Action::removed || change.before.table.empty()) continue;
        auto const owner = names.relation({change.before.schema, change.before.table});
        auto const name = names.part(change.before);
        if (owner == Ref{change.before.schema, change.before.table} && name == change.before.name) continue;
        removed.emplace(std::tuple{change.before.kind, owner.schema, owner.name, name}, i);
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto &change = changes[i];
        if (gone[i] || change.action != Action::added) continue;
        auto const found =
            removed.find({change.after.kind, change.after.schema, change.after.table, change.after.name});
        if (found == removed.end()) continue;
        change.action = Action::changed;
        change.before = std::move(changes[found->second].before);
        gone[found->second] = true;
    }
}

/// Sequences go along with a table that moves to another schema.
void join_sequences(std::vector<Change> &changes, Names &names, std::vector<bool> &gone) {
    std::map<Ref, std::size_t> added;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto const &after = changes[i].after;
        if (changes[i].action == Action::added && after.kind == Kind::sequence) added[{after.schema, after.name}] = i;
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto &change = changes[i];
        if (gone[i] || change.action != Action::removed || change.before.kind != Kind::sequence) continue;
        auto const owner = model::from_record<model::Sequence>(change.before).owned_by;
        auto const now = names.relation(owner);
        if (owner.schema != change.before.schema || now.schema == owner.schema) continue;
        auto const found = added.find({now.schema, change.before.name});
        if (found == added.end()) continue;
        auto &other = changes[found->second];
        if (model::from_record<model::Sequence>(other.after).owned_by != now) continue;
        names.add_sequence(change.before, other.after);
        other.action = Action::changed;
        other.before = std::move(change.before);
        gone[i] = true;
    }
}

/// What is kept of an object that was taken for a new one.
void keep_rights(Change &change, KeptRights kept) {
    if (kept.any()) change.after = with_kept_rights(std::move(change.after), rights_of(change.before), kept);
}

} // namespace

void apply_renames(std::vector<Change> &changes, KeptRights kept) {
    std::vector<Record const *> removed, added;
    std::vector<std::size_t> removed_at, added_at;
    std::deque<Record> bare; // as new objects are, when rights are kept
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto const action = changes[i].action;
        if (action == Action::removed) {
            auto const &record = changes[i].before;
            removed.push_back(kept.any() ? &bare.emplace_back(with_kept_rights(record, {}, kept)) : &record);
            removed_at.push_back(i);
        }
        if (action == Action::added) added.push_back(&changes[i].after), added_at.push_back(i);
    }
    auto const renames = find_renames(removed, added);
    if (renames.empty()) return;
    Known known;
    std::vector<bool> gone(changes.size(), false);
    for (auto const &rename : renames) {
        auto &change = changes[added_at[rename.added]];
        change.action = Action::renamed;
        change.before = std::move(changes[removed_at[rename.removed]].before);
        keep_rights(change, kept);
        gone[removed_at[rename.removed]] = true;
        known.add(change.before, change.after);
    }
    join_sequences(changes, known.names, gone);
    join_parts(changes, known.names, gone);
    for (auto &change : changes) {
        if (change.action == Action::changed && kept.any()) keep_rights(change, kept);
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].action == Action::changed && !gone[i]) gone[i] = !compare_renamed(changes[i], known);
    }
    for (auto &change : changes) {
        if (change.action != Action::renamed) continue;
        // A column, and a table that the server's number tells, may differ in more than their names.
        bool const by_number = number_of(change.before) && number_of(change.before) == number_of(change.after);
        if (by_number || change.after.kind == Kind::column) compare_renamed(change, known);
    }
    std::size_t i = 0;
    std::erase_if(changes, [&](Change const &) { return gone[i++]; });
}

} // namespace scribe::diff
