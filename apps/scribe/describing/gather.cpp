// SPDX-License-Identifier: MIT
#include "describing/gather.hpp"

#include "catalog/profiles/labels.hpp"
#include "catalog/profiles/profiles.hpp"
#include "describe/view_text.hpp"
#include "describing/lore.hpp"
#include "export/markdown/relation.hpp"
#include "export/markdown/survey.hpp"
#include "model/table/keys.hpp"
#include "sql/check.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace scribe::cli {

namespace {

namespace markdown = exporter::markdown;
using describe::TableEvidence;

class Gatherer {
public:
    Gatherer(catalog::Store &store, catalog::SourceRow const &source, model::ModelReader &reader)
        : m_store(store), m_source(source), m_survey(markdown::make_survey(reader)),
          m_lore(store, source, reader, m_survey) {
        for (auto const &[root, list] : m_survey.partitions)
            for (auto const &one : list) m_partitions.insert(one.table);
        for (auto const &[parent, list] : m_survey.children)
            for (auto const &child : list) m_inherits[child] = parent;
        catalog::LabelQuery labels;
        labels.source = source.name;
        labels.semantic_types = true;
        labels.limit = 0;
        catalog::list_labels(store, labels, [&](catalog::LabelRow &&row) {
            auto const id = model::object_id(source.name, model::Kind::column, row.schema, row.table, row.column);
            // What has no values is labelled by its name with this confidence, and nothing else is.
            constexpr double k_by_name = 0.5;
            m_known[id] = {row.entity, row.decision == "rejected" ? "" : row.semantic_type,
                           row.decision == "set" || row.confidence > k_by_name};
        });
        model::for_each<model::Type>(reader, [this](model::Type const &type) {
            if (type.type_kind == "enum") m_labels[{type.schema, type.name}] = type.labels;
        });
    }

    TableEvidence of(markdown::Relation const &relation) {
        TableEvidence table;
        table.ref = relation.ref();
        table.view = relation.view.has_value();
        table.words = m_lore.words();
        keys(relation, table);
        links(relation, table);
        if (relation.table) table.partition_key = relation.table->partition_key;
        if (relation.table && !relation.table->partition_of.empty()) {
            table.partition_of = relation.table->partition_of;
            table.partition_bound = relation.table->partition_bound;
        }
        for (auto const &column : relation.columns) table.columns.push_back(of(column, relation));
        if (relation.view) view(*relation.view, table);
        auto const kind = relation.view ? model::Kind::view : model::Kind::table;
        auto const id = model::object_id(m_source.name, kind, table.ref.schema, "", table.ref.name);
        table.known = m_lore.of(id, table.ref.name);
        if (auto profiled = catalog::find_profile(m_store, id)) {
            for (auto &one : profiled->columns) {
                auto const found = std::ranges::find(table.columns, one.profile.name,
                                                     [](auto const &column) { return column.column.name; });
                if (found != table.columns.end()) found->profile = std::move(one.profile);
            }
        }
        return table;
    }

private:
    static void keys(markdown::Relation const &relation, TableEvidence &table) {
        for (auto const &key : relation.constraints) {
            if (key.type == "primary key") table.primary_key = key.columns;
            else if (key.type == "unique") table.unique_keys.push_back(key.columns);
        }
    }

    static void view(model::View const &view, TableEvidence &table) {
        for (auto const &use : view.uses) table.reads.push_back(use.relation);
        auto text = describe::read_view(view.definition);
        table.where = std::move(text.where);
        table.group_by = std::move(text.group_by);
        for (auto &one : table.columns)
            if (auto const found = text.computed.find(one.column.name); found != text.computed.end())
                one.computed = found->second;
    }

    void links(markdown::Relation const &relation, TableEvidence &table) const {
        for (auto const &key : relation.constraints) {
            if (key.type != "foreign key" || key.columns.size() != key.referenced_columns.size()) continue;
            auto const unique = model::is_unique_key(key.columns, relation.constraints, relation.indexes);
            table.parents.push_back(
                {key.references, key.columns, key.referenced_columns, unique ? "1:1" : "N:1", true, false, 1});
        }
        if (auto const found = m_survey.incoming.find(table.ref); found != m_survey.incoming.end())
            for (auto const &in : found->second)
                if (!m_partitions.contains(in.from) && !repeats_parent(in.from, found->second))
                    table.children.push_back({in.from, in.key.referenced_columns, in.key.columns,
                                              in.unique ? "1:1" : "N:1", true, false, 1});
        auto const found = m_survey.relationships.find(table.ref);
        if (found == m_survey.relationships.end()) return;
        for (auto const &one : found->second) {
            // What holds only for some rows, or by an expression, is no plain reference.
            if (!one->type_column.empty() || !one->condition.empty() || !is_sure(*one)) continue;
            model::Ref const from{one->from.schema, one->from.table}, to{one->to.schema, one->to.table};
            if (from == table.ref)
                table.parents.push_back(
                    {to, one->from.columns, one->to.columns, one->cardinality, false, one->array, one->confidence});
            if (to == table.ref)
                table.children.push_back(
                    {from, one->to.columns, one->from.columns, one->cardinality, false, one->array, one->confidence});
        }
    }

    /// A table that inherits from another one refers to what that refers to.
    bool repeats_parent(model::Ref const &table, std::vector<markdown::IncomingKey> const &keys) const {
        auto const parent = m_inherits.find(table);
        return parent != m_inherits.end() &&
               std::ranges::any_of(keys, [&](auto const &key) { return key.from == parent->second; });
    }

    /// Whether a check looks at that column alone. SQLite does not say at which ones it does.
    static bool is_of(model::Constraint const &check, std::string const &column) {
        if (!check.columns.empty()) return check.columns == std::vector<std::string>{column};
        return check.expression.find(column) != std::string::npos && !sql::read_check(check.expression, column).empty();
    }

    describe::ColumnEvidence of(model::Column const &column, markdown::Relation const &relation) {
        describe::ColumnEvidence evidence;
        evidence.column = column;
        if (column.user_type_kind == "enum") {
            auto const found = m_labels.find(column.user_type);
            if (found != m_labels.end()) evidence.labels = found->second;
        }
        for (auto const &check : relation.constraints)
            if (check.type == "check" && !check.inherited && is_of(check, column.name))
                evidence.checks.push_back(check.expression);
        auto const id = model::object_id(m_source.name, model::Kind::column, column.schema, column.table, column.name);
        if (auto const label = m_known.find(id); label != m_known.end())
            std::tie(evidence.entity, evidence.semantic_type, evidence.entity_proven) = label->second;
        if (relation.view) evidence.source = source_of(column.name, *relation.view);
        evidence.known = m_lore.of(id, column.name);
        return evidence;
    }

    /// The one relation that a view reads a column of that name from.
    static std::optional<model::Ref> source_of(std::string const &column, model::View const &view) {
        std::optional<model::Ref> found;
        for (auto const &use : view.uses) {
            if (std::ranges::find(use.columns, column) == use.columns.end()) continue;
            if (found) return std::nullopt;
            found = use.relation;
        }
        return found;
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    markdown::Survey m_survey;
    Lore m_lore;
    std::map<model::Ref, std::vector<std::string>> m_labels;
    /// Entity and semantic type of the columns that have one, by id.
    std::unordered_map<std::int64_t, std::tuple<std::string, std::string, bool>> m_known;
    std::map<model::Ref, model::Ref> m_inherits; ///< from the first of its parents
    std::set<model::Ref> m_partitions;           ///< what refers from them refers from their root, too
};

} // namespace

void for_each_evidence(catalog::Store &store, catalog::SourceRow const &source,
                       std::function<void(TableEvidence &&)> const &visit) {
    auto const reader = store.reader(source, {}, false);
    Gatherer gatherer{store, source, *reader};
    markdown::for_each_relation(*reader, [&](markdown::RelationRecords &&read) {
        auto const relation = markdown::make_relation(read);
        visit(gatherer.of(relation));
    });
}

struct EvidenceReader::Reading {
    Reading(std::filesystem::path const &catalog, catalog::SourceRow row)
        : store(catalog::Store::open(catalog, catalog::Access::read)), source(std::move(row)),
          gatherer(store, source, *store.reader(source, {}, false)) {}

    std::mutex mutex;
    catalog::Store store;
    catalog::SourceRow source;
    Gatherer gatherer;
};

EvidenceReader::EvidenceReader(std::filesystem::path const &catalog, catalog::SourceRow const &source)
    : m_reading(std::make_unique<Reading>(catalog, source)) {}
EvidenceReader::~EvidenceReader() = default;

std::optional<TableEvidence> EvidenceReader::find(model::Kind kind, model::Ref const &table) {
    std::lock_guard const lock{m_reading->mutex};
    auto &store = m_reading->store;
    auto const id = m_reading->source.id;
    auto record = store.find(id, kind, table.schema, "", table.name);
    if (!record) return std::nullopt;
    markdown::RelationRecords relation;
    relation.records.push_back(std::move(*record));
    for (auto const part : {model::Kind::column, model::Kind::constraint, model::Kind::index})
        for (auto &one : store.parts(id, part, table.schema, table.name)) relation.records.push_back(std::move(one));
    return m_reading->gatherer.of(markdown::make_relation(relation));
}

} // namespace scribe::cli
