// SPDX-License-Identifier: MIT
#include "export/markdown/survey.hpp"

#include "base/work_queue.hpp"
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
            survey.wholes.emplace(self, table.partition_of);
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

/// The keys of a table that refers to others, as they are read.
struct KeyRecords {
    model::Ref const *table;
    std::vector<model::Record> constraints, indexes;
};

bool says(model::Record const &record, std::string_view member) {
    return record.body.find(member) != std::string::npos; // a text within JSON has its quotes escaped
}

bool is_foreign_key(model::Record const &record) { return says(record, R"("type":"foreign key")"); }

bool is_key(model::Record const &record) {
    return is_foreign_key(record) || says(record, R"("type":"primary key")") || says(record, R"("type":"unique")");
}

template <typename T> std::vector<T> from_records(std::vector<model::Record> const &records) {
    std::vector<T> objects(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) model::from_record(records[i], objects[i]);
    return objects;
}

/// All of a table's keys but whether their columns may be null.
void survey_keys_of(KeyRecords const &read, Survey &survey) {
    auto const own = from_records<model::Constraint>(read.constraints);
    auto const indexes = from_records<model::Index>(read.indexes);
    for (auto const &key : own) {
        // A partition's copy of its parent's key would crowd out real neighbours.
        if (key.type != "foreign key" || key.inherited) continue;
        survey.incoming[key.references].push_back(
            {*read.table, key, false, model::is_unique_key(key.columns, own, indexes)});
    }
    survey_junction(*read.table, own, indexes, survey);
}

/// Reads the keys while a thread of its own looks at them.
void survey_keys(model::ModelReader &reader, Survey &survey) {
    using Batch = std::vector<KeyRecords>;
    constexpr std::size_t k_batch = 128;
    constexpr std::size_t k_queued_batches = 4;
    base::WorkQueue<Batch> queue{k_queued_batches, [&survey](Batch const &batch) {
                                     for (auto const &read : batch) survey_keys_of(read, survey);
                                 }};
    model::PartCursor constraints{reader, model::Kind::constraint};
    model::PartCursor indexes{reader, model::Kind::index};
    Batch batch;
    for (auto const &[table, path] : survey.relations.all()) {
        KeyRecords read{&table, {}, {}};
        constraints.take(table, read.constraints);
        if (!survey.relationships.contains(table) && std::ranges::none_of(read.constraints, is_foreign_key)) continue;
        std::erase_if(read.constraints, [](auto const &record) { return !is_key(record); });
        indexes.take(table, read.indexes);
        std::erase_if(read.indexes, [](auto const &record) { return !says(record, R"("unique":true)"); });
        batch.push_back(std::move(read));
        if (batch.size() == k_batch) queue.push(std::exchange(batch, {}));
    }
    queue.push(std::move(batch));
    queue.finish();
}

/// Which keys may be null: a question about each of their columns.
void survey_optional_keys(model::ModelReader &reader, Survey &survey) {
    model::Record record;
    for (auto &[target, keys] : survey.incoming) {
        for (auto &[from, key, optional, unique] : keys) {
            optional = std::ranges::any_of(key.columns, [&](std::string const &column) {
                return !reader.find(model::Kind::column, from.schema, from.name, column, record) ||
                       !says(record, R"("not_null":true)");
            });
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
    survey_optional_keys(reader, survey);
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
