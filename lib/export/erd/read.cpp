// SPDX-License-Identifier: MIT
#include "export/erd/read.hpp"

#include "base/markdown.hpp"
#include "export/markdown/relation.hpp"
#include "model/table/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace scribe::exporter::erd {

namespace {

using markdown::Relation;

/// A relationship by names: its other table may come later.
struct Found {
    model::Ref from, to;
    Edge edge;
};

class Reading {
public:
    explicit Reading(model::ModelReader &reader) : m_reader(reader) {}

    Diagram read() {
        m_diagram.title = m_reader.facts().name;
        markdown::for_each_relation(m_reader, [this](markdown::RelationRecords const &read) {
            auto const &records = read.records;
            m_pages.add({records.front().schema, records.front().name});
            if (records.front().kind == model::Kind::table) add_table(markdown::make_relation(read));
        });
        m_pages.settle();
        for (auto &table : m_diagram.tables) table.link = base::markdown::link_target(*m_pages.find(table.ref));
        note_partition_keys();
        find_relationships();
        std::vector<Found> of_some;
        for (auto &found : m_found) {
            if (is_of_all(found)) add_edge(std::move(found));
            else of_some.push_back(std::move(found));
        }
        // A key of some partitions is none of the table: what relate says of the whole goes before.
        for (auto &found : of_some) {
            found.edge.status = Status::inferred;
            found.edge.label += ", declared by some partitions";
            add_edge(std::move(found));
        }
        return std::move(m_diagram);
    }

private:
    void add_table(Relation const &relation) {
        auto const &table = *relation.table;
        if (table.table_kind == "shadow") return;
        if (table.partition_of.empty()) {
            m_places.emplace(relation.ref(), m_diagram.tables.size());
            auto &drawn = m_diagram.tables.emplace_back();
            drawn.ref = relation.ref();
            drawn.comment = table.comment.value_or("");
            add_columns(drawn, relation);
        } else {
            m_roots.emplace(relation.ref(), table.partition_of);
            if (table.table_kind != "partitioned") m_leaves.push_back(relation.ref());
        }
        for (auto const &key : relation.constraints) {
            if (key.type == "foreign key" && !key.inherited) find_key(key, relation);
        }
    }

    static void add_columns(Table &drawn, Relation const &relation) {
        for (auto const &column : relation.columns) {
            Column shown;
            shown.name = column.name;
            shown.type = column.type;
            shown.not_null = column.not_null;
            for (auto const &key : relation.constraints) {
                if (std::ranges::find(key.columns, column.name) == key.columns.end()) continue;
                shown.primary = shown.primary || key.type == "primary key";
                shown.foreign = shown.foreign || key.type == "foreign key";
            }
            shown.unique = model::is_unique_key({column.name}, relation.constraints, relation.indexes);
            drawn.columns.push_back(std::move(shown));
        }
    }

    void find_key(model::Constraint const &key, Relation const &relation) {
        Edge edge;
        edge.from_columns = key.columns;
        edge.to_columns = key.referenced_columns;
        edge.label = key.name;
        edge.optional = std::ranges::any_of(key.columns, [&relation](std::string const &name) {
            auto const column = std::ranges::find(relation.columns, name, &model::Column::name);
            return column == relation.columns.end() || !column->not_null;
        });
        if (model::is_unique_key(key.columns, relation.constraints, relation.indexes))
            edge.cardinality = Cardinality::one_to_one;
        m_found.push_back({relation.ref(), key.references, std::move(edge)});
    }

    /// The key of a partition as one of its root.
    using LiftedKey = std::tuple<std::size_t, model::Ref, std::vector<std::string>, std::vector<std::string>>;
    LiftedKey lifted(Found const &found) const {
        return {place(found.from)->second, found.to, found.edge.from_columns, found.edge.to_columns};
    }

    void note_partition_keys() {
        for (auto const &found : m_found) {
            if (m_roots.contains(found.from) && place(found.from) != m_places.end())
                m_declaring[lifted(found)].insert(found.from);
        }
    }

    /// Whether each partition of the table has the key, by itself or from the one that it is a part of.
    bool is_of_all(Found const &found) const {
        if (found.edge.status != Status::declared || !m_roots.contains(found.from)) return true;
        auto const root = place(found.from);
        if (root == m_places.end()) return true;
        auto const &declaring = m_declaring.at(lifted(found));
        return std::ranges::all_of(m_leaves, [&](model::Ref const &leaf) {
            if (place(leaf) != root) return true;
            for (auto at = m_roots.find(leaf); at != m_roots.end(); at = m_roots.find(at->second))
                if (declaring.contains(at->first)) return true;
            return false;
        });
    }

    /// What no foreign key declares. Those of a foreign key are known by then: see add_edge.
    void find_relationships() {
        auto const cursor = m_reader.relationships();
        model::Relationship found;
        while (cursor && cursor->next(found)) {
            Edge edge;
            edge.from_columns = found.from.columns;
            edge.to_columns = found.to.columns;
            edge.cardinality = found.cardinality == "1:1"   ? Cardinality::one_to_one
                               : found.cardinality == "N:M" ? Cardinality::many_to_many
                                                            : Cardinality::many_to_one;
            edge.optional = found.optional;
            edge.mandatory = found.parent_mandatory;
            edge.status = found.status == "manual"     ? Status::manual
                          : found.status == "observed" ? Status::observed
                                                       : Status::inferred;
            edge.label = fmt::format("{} {:.2f}", found.status, found.confidence);
            if (!found.type_column.empty())
                edge.label += fmt::format(", where {} is {}", found.type_column, found.type_value);
            m_found.push_back(
                {{found.from.schema, found.from.table}, {found.to.schema, found.to.table}, std::move(edge)});
        }
    }

    /// The place of a table, of a partition that of its root.
    std::map<model::Ref, std::size_t>::const_iterator place(model::Ref const &ref) const {
        auto const *at = &ref;
        for (auto root = m_roots.find(*at); root != m_roots.end(); root = m_roots.find(*at)) at = &root->second;
        return m_places.find(*at);
    }

    void add_edge(Found &&found) {
        auto const from = place(found.from);
        auto const to = place(found.to);
        if (from == m_places.end() || to == m_places.end()) return;
        auto &edge = found.edge;
        edge.from = from->second;
        edge.to = to->second;
        if (edge.to_columns.empty()) edge.to_columns = primary_columns(m_diagram.tables[edge.to]);
        // Each partition may have a key of its own to the same table.
        if (m_known.insert({edge.from, edge.to, edge.from_columns, edge.to_columns}).second)
            m_diagram.edges.push_back(std::move(edge));
    }

    static std::vector<std::string> primary_columns(Table const &table) {
        std::vector<std::string> names;
        for (auto const &column : table.columns) {
            if (column.primary) names.push_back(column.name);
        }
        return names;
    }

    model::ModelReader &m_reader;
    Diagram m_diagram;
    PageNames m_pages{""};
    std::map<model::Ref, std::size_t> m_places;
    std::map<model::Ref, model::Ref> m_roots; ///< of partitions
    std::vector<model::Ref> m_leaves;         ///< partitions that hold rows
    std::vector<Found> m_found;
    std::map<LiftedKey, std::set<model::Ref>> m_declaring; ///< by which partitions
    /// Tables and columns of the edges so far.
    std::set<std::tuple<std::size_t, std::size_t, std::vector<std::string>, std::vector<std::string>>> m_known;
};

} // namespace

Diagram read_diagram(model::ModelReader &reader) { return Reading{reader}.read(); }

} // namespace scribe::exporter::erd
