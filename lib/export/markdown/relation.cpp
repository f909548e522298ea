// SPDX-License-Identifier: MIT
#include "export/markdown/relation.hpp"

#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/writing.hpp"
#include "model/filter.hpp"
#include "model/json/unread.hpp"
#include "model/table/part_cursor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

constexpr std::size_t k_usual_page = 4096;

void write_partitions(std::string &out, model::Ref const &self, Survey const &survey, std::string const &page) {
    auto const found = survey.partitions.find(self);
    if (found == survey.partitions.end()) return;
    auto const &partitions = found->second;
    section(out, "Partitions");
    TableWriter table{out, {"Partition", "Bound"}};
    for (std::size_t i = 0; i < std::min(partitions.size(), k_list_limit); ++i) {
        auto const &partition = partitions[i];
        table.row({link(survey.relations, partition.table, page),
                   cell_code(partition.bound) + (partition.partitioned ? ", partitioned again" : "")});
    }
    table.finish();
    if (partitions.size() > k_list_limit)
        out +=
            fmt::format("\n{} partitions in all.\n", base::group_digits(static_cast<std::int64_t>(partitions.size())));
}

void write_children(std::string &out, model::Ref const &self, Survey const &survey, std::string const &page) {
    auto const found = survey.children.find(self);
    if (found == survey.children.end()) return;
    section(out, "Inherited by");
    for (std::size_t i = 0; i < std::min(found->second.size(), k_list_limit); ++i) {
        out += "* " + link(survey.relations, found->second[i], page) + "\n";
    }
    if (found->second.size() > k_list_limit) out += fmt::format("\n{} tables in all.\n", found->second.size());
}

/// A link to a relation or a sequence.
std::string object_link(model::Ref const &object, Survey const &survey, std::string const &page) {
    if (!survey.sequences.contains(object)) return link(survey.relations, object, page);
    return labelled_link(cell_code(model::format_ref(object.schema, object.name)), page, "database/sequences.md");
}

void write_uses(std::string &out, std::vector<UsedHere> const &uses, Survey const &survey, std::string const &page) {
    if (uses.empty()) return;
    section(out, "Uses");
    TableWriter table{out, {"Kind", "Object", "In"}};
    for (auto const &used : uses) {
        bool const is_routine = used.kind == model::Kind::routine;
        table.row({model::kind_text(used.kind),
                   is_routine ? link(survey.routines, used.object, page) : object_link(used.object, survey, page),
                   text_list(used.where)});
    }
}

void write_views(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    if (relation.view && !relation.view->uses.empty()) {
        section(out, "Reads");
        TableWriter table{out, {"Relation", "Columns"}};
        for (auto const &use : relation.view->uses)
            table.row({object_link(use.relation, survey, page), code_list(use.columns)});
    }
    auto const found = survey.view_users.find(relation.ref());
    if (found == survey.view_users.end()) return;
    section(out, "Read by views");
    TableWriter table{out, {"View", "Columns"}};
    for (std::size_t i = 0; i < std::min(found->second.size(), k_list_limit); ++i) {
        table.row({link(survey.relations, found->second[i].view, page), code_list(found->second[i].columns)});
    }
    table.finish();
    if (found->second.size() > k_list_limit) out += fmt::format("\n{} views in all.\n", found->second.size());
}

void write_statistics(std::string &out, model::Ref const &self, Survey const &survey) {
    auto const found = survey.statistics.find(self);
    if (found == survey.statistics.end()) return;
    section(out, "Extended statistics");
    TableWriter table{out, {"Name", "Kinds", "Target:", "Definition", "Comment"}};
    for (auto const &statistics : found->second) {
        auto const target = statistics.statistics_target;
        table.row({cell_code(model::format_ref(statistics.schema, statistics.name)), text_list(statistics.kinds),
                   target ? std::to_string(*target) : std::string{},
                   statistics.definition.empty() ? code_list(statistics.columns) : cell_code(statistics.definition),
                   cell(statistics.comment.value_or(""))});
    }
}

void write_relation_grants(std::string &out, Relation const &relation) {
    auto lines = grant_lines(relation.table ? relation.table->grants : relation.view->grants);
    for (auto const &column : relation.columns) {
        for (auto const &grant : column.grants) lines.push_back({column.name, grant});
    }
    write_grants(out, lines);
}

void note_unread(Relation &relation, model::Record const &record) {
    bool const part = model::is_table_part(record.kind);
    relation.partial.push_back(
        fmt::format("{} {}", model::kind_text(record.kind),
                    part ? model::format_ref("", record.name) : model::format_ref(record.schema, record.name)));
    for (auto &table : model::unread_tables(record.body)) relation.locked.insert(std::move(table));
}

void write_unread(std::string &out, Relation const &relation, Survey const &survey) {
    auto parts = relation.partial;
    auto tables = relation.locked;
    if (auto const found = survey.statistics.find(relation.ref()); found != survey.statistics.end()) {
        for (auto const &one : found->second) {
            auto const *const locked = survey.unread_of(model::Kind::statistics, one);
            if (!locked) continue;
            parts.push_back("extended statistics " + model::format_ref(one.schema, one.name));
            tables.insert(locked->begin(), locked->end());
        }
    }
    if (parts.empty()) return;
    out += text(fmt::format("Not read in full: {}: {}", base::join(parts, ", "),
                            model::unread_reason({tables.begin(), tables.end()}))) +
           "\n\n";
}

void write_definition(std::string &out, Relation const &relation) {
    auto const &definition = relation.table ? relation.table->definition : relation.view->definition;
    if (definition.empty()) return;
    section(out, "Definition");
    out += fence(definition, "sql");
}

/// The terms that its name, its text, the names of its columns and what people say of it hold.
void write_relation_terms(std::string &out, Relation const &relation, Survey const &survey) {
    std::vector<std::string_view> texts{relation.object().name};
    if (auto const &comment = relation.object().comment) texts.emplace_back(*comment);
    for (auto const &column : relation.columns) texts.emplace_back(column.name);
    for (auto const &[part, said] : relation.said) {
        if (said.text) texts.emplace_back(said.text->text);
        for (auto const &entry : said.entries) {
            if (entry.field == "terms") texts.emplace_back(entry.text);
        }
    }
    write_terms(out, survey.glossary, texts);
}

} // namespace

void for_each_relation(model::ModelReader &reader, std::function<void(RelationRecords &&)> const &visit) {
    std::vector<model::PartCursor> cursors;
    for (auto const kind : model::k_all_kinds) {
        if (model::is_table_part(kind)) cursors.emplace_back(reader, kind);
    }
    SaidCursor said{reader};
    auto const tables = reader.read(model::Kind::table);
    auto const views = reader.read(model::Kind::view);
    model::Record table, view;
    bool more_tables = tables->next(table);
    bool more_views = views->next(view);
    std::size_t usual = 0; // most tables of a database are alike
    while (more_tables || more_views) {
        bool const table_first =
            more_tables && (!more_views || std::tie(table.schema, table.name) < std::tie(view.schema, view.name));
        auto &first = table_first ? table : view;
        model::Ref const self{first.schema, first.name};
        std::vector<model::Record> records;
        records.reserve(usual);
        records.push_back(std::move(first));
        for (auto &cursor : cursors) cursor.take(self, records);
        usual = records.size();
        visit({std::move(records), said.take(self)});
        if (table_first) more_tables = tables->next(table);
        else more_views = views->next(view);
    }
}

Relation make_relation(RelationRecords const &read) {
    auto const &records = read.records;
    Relation relation;
    relation.said = read.said;
    auto const count = [&records](model::Kind kind) {
        return static_cast<std::size_t>(
            std::count_if(records.begin(), records.end(), [kind](auto const &record) { return record.kind == kind; }));
    };
    relation.columns.reserve(count(model::Kind::column));
    relation.constraints.reserve(count(model::Kind::constraint));
    relation.indexes.reserve(count(model::Kind::index));
    for (auto const &record : records) {
        if (model::is_partial(record.body)) note_unread(relation, record);
        switch (record.kind) {
        case model::Kind::table: model::from_record(record, relation.table.emplace()); break;
        case model::Kind::view: model::from_record(record, relation.view.emplace()); break;
        case model::Kind::column: model::from_record(record, relation.columns.emplace_back()); break;
        case model::Kind::constraint: model::from_record(record, relation.constraints.emplace_back()); break;
        case model::Kind::index: model::from_record(record, relation.indexes.emplace_back()); break;
        case model::Kind::trigger: model::from_record(record, relation.triggers.emplace_back()); break;
        case model::Kind::rule: model::from_record(record, relation.rules.emplace_back()); break;
        case model::Kind::policy: model::from_record(record, relation.policies.emplace_back()); break;
        default: break; // no other kind is part of a relation
        }
    }
    return relation;
}

std::string relation_kind(Relation const &relation) {
    if (relation.view) return relation.view->materialized ? "materialized view" : "view";
    auto const &table = *relation.table;
    std::string kind = table.persistence;
    if (!kind.empty()) kind += ' ';
    if (table.table_kind == "partitioned" && !table.partition_of.empty()) return kind + "partition, partitioned again";
    if (table.table_kind != "table") kind += table.table_kind + " ";
    return kind + (table.partition_of.empty() ? "table" : "partition");
}

std::string relation_page(Relation const &relation, std::vector<UsedHere> const &uses, Survey const &survey,
                          std::string const &page) {
    auto const self = relation.ref();
    std::string out;
    out.reserve(k_usual_page);
    out += "# " + text(model::format_ref(self.schema, self.name)) + "\n\n";
    write_said(out, relation.said_of(), relation.object().comment);
    write_unread(out, relation, survey);
    write_facts(out, relation, survey, page);
    write_columns(out, relation, survey, page);
    write_said_of_columns(out, relation.said, relation.columns);
    write_relation_terms(out, relation, survey);
    write_keys(out, relation, survey, page);
    write_diagram(out, relation, survey);
    write_indexes(out, relation);
    write_actions(out, relation, survey, page);
    write_partitions(out, self, survey, page);
    write_children(out, self, survey, page);
    write_views(out, relation, survey, page);
    write_uses(out, uses, survey, page);
    write_statistics(out, self, survey);
    write_relation_grants(out, relation);
    write_definition(out, relation);
    out += "\n[Index](" + relative_link(page, "README.md") + ")\n";
    return out;
}

} // namespace scribe::exporter::markdown
