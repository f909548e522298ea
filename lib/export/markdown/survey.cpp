// SPDX-License-Identifier: MIT
#include "export/markdown/survey.hpp"

#include "model/json/unread.hpp"
#include "model/table/part_cursor.hpp"

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

void survey_tables(model::ModelReader &reader, Survey &survey) {
    for_each<model::Table>(reader, [&](model::Table const &table) {
        model::Ref const self{table.schema, table.name};
        survey.relations.add(self);
        if (!table.partition_of.empty()) {
            survey.partitions[table.partition_of].push_back(
                {self, table.partition_bound, !table.partition_strategy.empty()});
        }
        for (auto const &parent : table.inherits) survey.children[parent].push_back(self);
    });
}

void survey_views(model::ModelReader &reader, Survey &survey) {
    for_each<model::View>(reader, [&](model::View const &view) {
        model::Ref const self{view.schema, view.name};
        survey.relations.add(self);
        for (auto const &use : view.uses) survey.view_users[use.relation].push_back({self, use.columns});
    });
}

/// What the table links, when it is a junction table.
void survey_junction(model::Ref const &table, std::vector<model::Constraint> const &constraints,
                     std::vector<model::Index> const &indexes, Survey &survey) {
    std::vector<model::Relationship> references;
    for (auto const &key : constraints) {
        if (key.type == "foreign key" && !key.inherited) references.push_back(model::declared_relationship(key));
    }
    if (auto const found = survey.relationships.find(table); found != survey.relationships.end()) {
        for (auto const &one : found->second) {
            if (one->from.schema == table.schema && one->from.table == table.name) references.push_back(*one);
        }
    }
    if (references.size() < 2) return;
    for (auto &one : model::linked_tables(model::unique_keys(constraints, indexes), references)) {
        model::Ref const left{one.left.schema, one.left.table}, right{one.right.schema, one.right.table};
        auto const shared = std::make_shared<model::ManyToMany const>(std::move(one));
        survey.linked[left].push_back(shared);
        if (right != left) survey.linked[right].push_back(shared);
    }
}

void survey_keys(model::ModelReader &reader, Survey &survey) {
    model::PartCursor constraints{reader, model::Kind::constraint};
    model::PartCursor indexes{reader, model::Kind::index};
    model::Record record;
    for (auto const &[owner, path] : survey.relations.all()) {
        auto const nullable = [&](std::string const &column) {
            return !reader.find(model::Kind::column, owner.schema, owner.name, column, record) ||
                   !model::from_record<model::Column>(record).not_null;
        };
        auto const own = model::take_parts<model::Constraint>(constraints, owner);
        bool const refers = survey.relationships.contains(owner) ||
                            std::ranges::any_of(own, [](auto const &key) { return key.type == "foreign key"; });
        if (!refers) continue;
        auto const own_indexes = model::take_parts<model::Index>(indexes, owner, "\"unique\":true");
        for (auto const &key : own) {
            // A partition's copy of its parent's key would crowd out real neighbours.
            if (key.type != "foreign key" || key.inherited) continue;
            bool const optional = std::any_of(key.columns.begin(), key.columns.end(), nullable);
            survey.incoming[key.references].push_back(
                {owner, key, optional, model::is_unique_key(key.columns, own, own_indexes)});
        }
        survey_junction(owner, own, own_indexes, survey);
    }
}

void survey_relationships(model::ModelReader &reader, Survey &survey) {
    auto const cursor = reader.relationships();
    if (!cursor) return;
    model::Relationship one;
    while (cursor->next(one)) {
        model::Ref const from{one.from.schema, one.from.table}, to{one.to.schema, one.to.table};
        auto const shared = std::make_shared<model::Relationship const>(std::move(one));
        survey.relationships[from].push_back(shared);
        if (to != from) survey.relationships[to].push_back(shared);
    }
}

/// As model::for_each; notes what was not read in full.
template <typename T, typename Visit>
void for_each_noting(model::ModelReader &reader, Survey &survey, Visit const &visit) {
    auto const cursor = reader.read(T::k_kind);
    model::Record record;
    while (cursor->next(record)) {
        if (model::is_partial(record.body))
            survey.unread[{record.kind, record.schema, record.name}] = model::unread_tables(record.body);
        visit(model::from_record<T>(record));
    }
}

void survey_others(model::ModelReader &reader, Survey &survey) {
    for_each<model::Type>(reader, [&](model::Type const &type) {
        model::Ref const self{type.schema, type.name};
        survey.types.add(self);
        if (!type.multirange.empty()) survey.ranges.try_emplace({type.schema, type.multirange}, self);
    });
    for_each_noting<model::Routine>(reader, survey, [&](model::Routine const &routine) {
        model::Ref const name{routine.schema, routine.routine_name};
        survey.routines.add(name);
        ++survey.overloads[name];
    });
    auto const sequences = reader.read(model::Kind::sequence);
    for (model::Record record; sequences->next(record);) survey.sequences.insert({record.schema, record.name});
    for_each_noting<model::Statistics>(reader, survey, [&](model::Statistics statistics) {
        auto const relation = statistics.relation;
        survey.statistics[relation].push_back(std::move(statistics));
    });
    for_each_noting<model::Publication>(reader, survey, [&](model::Publication const &publication) {
        if (publication.all_tables) survey.full_publications.push_back(publication.name);
        for (auto const &table : publication.tables)
            survey.publications[table.relation].push_back({publication.name, table});
        for (auto const &schema : publication.schemas) survey.schema_publications[schema].push_back(publication.name);
    });
}

} // namespace

Survey make_survey(model::ModelReader &reader) {
    Survey survey;
    survey.facts = reader.facts();
    survey_tables(reader, survey);
    survey_views(reader, survey);
    survey_relationships(reader, survey);
    survey_keys(reader, survey);
    survey_others(reader, survey);
    survey.said = read_said_others(reader);
    survey.glossary.terms = reader.terms();
    survey.glossary.finder = model::TermFinder{survey.glossary.terms};
    survey.relations.settle();
    survey.types.settle();
    survey.routines.settle();
    return survey;
}

} // namespace scribe::exporter::markdown
