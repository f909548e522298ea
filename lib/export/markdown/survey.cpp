// SPDX-License-Identifier: MIT
#include "export/markdown/survey.hpp"

#include "model/json/unread.hpp"

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

/// The parts of a relation whose bodies hold `word`: cheaper than parsing them all.
template <typename T> std::vector<T> take(PartCursor &cursor, model::Ref const &owner, std::string_view word = {}) {
    std::vector<model::Record> records;
    cursor.take(owner, records);
    std::erase_if(records, [word](model::Record const &r) { return r.body.find(word) == std::string::npos; });
    std::vector<T> parts;
    parts.reserve(records.size());
    for (auto const &record : records) model::from_record(record, parts.emplace_back());
    return parts;
}

void survey_keys(model::ModelReader &reader, Survey &survey) {
    PartCursor constraints{reader, model::Kind::constraint};
    PartCursor indexes{reader, model::Kind::index};
    model::Record record;
    for (auto const &[owner, path] : survey.relations.all()) {
        auto const nullable = [&](std::string const &column) {
            return !reader.find(model::Kind::column, owner.schema, owner.name, column, record) ||
                   !model::from_record<model::Column>(record).not_null;
        };
        auto const own = take<model::Constraint>(constraints, owner);
        std::optional<std::vector<model::Index>> own_indexes; // of tables with keys
        for (auto const &key : own) {
            // A partition's copy of its parent's key would crowd out real neighbours.
            if (key.type != "foreign key" || key.inherited) continue;
            bool const optional = std::any_of(key.columns.begin(), key.columns.end(), nullable);
            if (!own_indexes) own_indexes = take<model::Index>(indexes, owner, "\"unique\":true");
            survey.incoming[key.references].push_back(
                {owner, key, optional, is_unique_key(key.columns, own, *own_indexes)});
        }
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

bool is_unique_key(std::vector<std::string> const &columns, std::vector<model::Constraint> const &constraints,
                   std::vector<model::Index> const &indexes) {
    auto const named = [&columns](std::string const &name) {
        return std::find(columns.begin(), columns.end(), name) != columns.end();
    };
    bool const by_constraint = std::any_of(constraints.begin(), constraints.end(), [&](model::Constraint const &c) {
        return (c.type == "primary key" || c.type == "unique") && !c.not_enforced && !c.temporal &&
               std::all_of(c.columns.begin(), c.columns.end(), named);
    });
    return by_constraint || std::any_of(indexes.begin(), indexes.end(), [&](model::Index const &index) {
               return index.unique && !index.invalid && !index.exclusion && index.predicate.empty() &&
                      !index.keys.empty() &&
                      std::all_of(index.keys.begin(), index.keys.end(),
                                  [&](model::IndexKey const &key) { return named(key.column); });
           });
}

Survey make_survey(model::ModelReader &reader) {
    Survey survey;
    survey.facts = reader.facts();
    survey_tables(reader, survey);
    survey_views(reader, survey);
    survey_keys(reader, survey);
    survey_relationships(reader, survey);
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
