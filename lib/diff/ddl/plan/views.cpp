// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"

#include <algorithm>

// Views: which are replaced where they stand, and which have to make way.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

namespace {

/// The tables, and their columns, that a view cannot be kept on while they change.
struct Blockers {
    std::set<Ref> relations;
    std::set<std::tuple<std::string, std::string, std::string>> columns;
    std::vector<std::string> const &routines;
    std::set<Ref> keys; ///< tables that lose their primary key: a view that groups by it depends on it

    bool block(model::View const &view, Names const &names) const {
        if (names_any(view.definition, routines)) return true;
        for (auto const &use : view.uses) {
            auto const relation = names.relation(use.relation);
            if (relations.contains(relation)) return true;
            if (keys.contains(relation) && view.definition.find("GROUP BY") != std::string::npos) return true;
            for (auto const &column : use.columns) {
                auto const name = names.column(use.relation.schema, use.relation.name, column);
                if (columns.contains({relation.schema, relation.name, name})) return true;
            }
        }
        return false;
    }
};

} // namespace

std::vector<Record> Plan::old_views(model::ModelReader &before) const {
    auto views = read_all(before, Kind::view, [](Record const &) { return true; });
    for (auto &view : views) {
        for (auto const &[was, aside] : m_asides) {
            if (was.kind == Kind::view && was.schema == view.schema && was.name == view.name) view.name = aside.name;
        }
    }
    return views;
}

std::set<Ref> Plan::views_in_the_way(model::ModelReader &before) {
    auto const routines = early_names();
    Blockers blockers{{}, {}, routines, {}};
    auto const views = old_views(before);
    std::set<Ref> names;
    for (auto const &record : views) names.emplace(record.schema, record.name);
    for (auto const &change : m_changes) {
        auto const &object = change.object();
        if (object.kind == Kind::view &&
            (change.action == Action::removed || (change.action == Action::changed && must_remake_view(change) &&
                                                  !m_views_in_place.contains({object.schema, object.name})))) {
            blockers.relations.insert({object.schema, object.name});
            // One that is renamed is made anew; who reads it is looked up by its new name.
            blockers.relations.insert(m_names.relation({object.schema, object.name}));
        }
        if (object.kind == Kind::constraint && change.action == Action::removed &&
            model::from_record<model::Constraint>(object).type == "primary key")
            blockers.keys.insert({object.schema, object.table});
        if (object.kind == Kind::table && change.action == Action::removed)
            blockers.relations.insert({object.schema, object.name});
        if (object.kind != Kind::column) continue;
        if (change.action != Action::removed && !changes_type(change)) continue;
        blockers.columns.emplace(object.schema, object.table, object.name);
        // A view has its columns from what it reads: none can be altered.
        if (names.contains({object.schema, object.table})) blockers.relations.insert({object.schema, object.table});
    }
    std::set<Ref> found;
    for (bool more = true; more;) {
        more = false;
        for (auto const &record : views) {
            Ref const ref{record.schema, record.name};
            if (found.contains(ref)) continue;
            auto const view = model::from_record<model::View>(record);
            if (!blockers.relations.contains(ref) && !blockers.block(view, m_names)) continue;
            found.insert(ref);
            blockers.relations.insert(ref);
            more = true;
        }
    }
    return found;
}

void Plan::split_views(model::ModelReader &before, model::ModelReader &after) {
    auto const views = views_in_the_way(before);
    if (views.empty()) return;
    for (auto const &view : views) m_views_in_place.erase(view);
    // All that was said of these views gives way to: dropped as they were, made as they will be.
    auto const concerns = [&](Record const &record) {
        return views.contains(
            {record.schema, record.table.empty() && record.kind == Kind::view ? record.name : record.table});
    };
    std::erase_if(m_changes, [&](Change const &change) { return concerns(change.object()); });
    for (auto const kind : {Kind::rule, Kind::trigger}) {
        for (auto const &record : read_all(before, kind, concerns))
            m_view_code[{record.schema, record.table}] += " " + code_of(record);
    }
    for (auto &record : old_views(before)) {
        if (concerns(record)) add(Action::removed, std::move(record));
    }
    for (auto &record : read_all(after, Kind::view, concerns)) add(Action::added, std::move(record));
    for (auto const kind : k_part_kinds) {
        for (auto &record : read_all(after, kind, concerns)) add(Action::added, std::move(record));
    }
}

void Plan::find_views_in_place(model::ModelReader &before, model::ModelReader &after) {
    for (auto const &change : m_changes) {
        if (change.action != Action::changed || change.after.kind != Kind::view || !must_remake_view(change)) continue;
        auto const old_view = model::from_record<model::View>(change.before);
        auto const new_view = model::from_record<model::View>(change.after);
        if (!old_view.materialized && !new_view.materialized) m_views_in_place.emplace(new_view.schema, new_view.name);
    }
    if (m_views_in_place.empty()) return;
    // CREATE OR REPLACE VIEW adds columns at the end and leaves the others as they are.
    std::map<Ref, std::vector<model::Column>> old_columns, new_columns;
    auto const read = [&](model::ModelReader &reader, std::map<Ref, std::vector<model::Column>> &columns) {
        for (auto const &record : read_all(reader, Kind::column, [&](Record const &column) {
                 return m_views_in_place.contains({column.schema, column.table});
             }))
            columns[{record.schema, record.table}].push_back(model::from_record<model::Column>(record));
        for (auto &[view, list] : columns)
            std::sort(list.begin(), list.end(), [](auto const &a, auto const &b) { return a.position < b.position; });
    };
    read(before, old_columns);
    read(after, new_columns);
    std::erase_if(m_views_in_place, [&](Ref const &view) {
        auto const &was = old_columns[view];
        auto const &is = new_columns[view];
        return was.size() > is.size() ||
               !std::equal(was.begin(), was.end(), is.begin(), [](auto const &a, auto const &b) {
                   return a.name == b.name && a.type == b.type && a.user_type == b.user_type &&
                          a.user_type_kind == b.user_type_kind && a.collation == b.collation;
               });
    });
}

} // namespace scribe::diff::ddl
