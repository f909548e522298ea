// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/relation.hpp"
#include "export/markdown/writing.hpp"
#include "model/filter.hpp"
#include "model/table/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

namespace scribe::exporter::markdown {

namespace {

constexpr std::size_t k_neighbours = 20;
constexpr std::size_t k_attributes = 20;
/// More partitions or heirs than this are left to their lists: they would tell nothing and push others out.
constexpr std::size_t k_few = 8;

struct Edge {
    model::Ref const *other;
    bool outgoing; ///< the key is this table's own, or this one reads or belongs to the other
    bool optional, unique;
    std::vector<std::string> const *columns; ///< of a key; nothing where `what` says what it is
    bool declared = true;
    std::string_view what = {};
};

Edge no_key(model::Ref const &other, bool outgoing, std::string_view what) {
    return {&other, outgoing, true, false, nullptr, false, what};
}

/// They point into the relation and the survey.
std::vector<Edge> edges(Relation const &relation, Survey const &survey) {
    std::vector<Edge> list;
    auto const nullable = [&relation](std::string const &name) {
        auto const found = std::find_if(relation.columns.begin(), relation.columns.end(),
                                        [&](auto const &c) { return c.name == name; });
        return found == relation.columns.end() || !found->not_null;
    };
    for (auto const &key : relation.constraints) {
        if (key.type != "foreign key") continue;
        bool const optional = std::any_of(key.columns.begin(), key.columns.end(), nullable);
        bool const unique = model::is_unique_key(key.columns, relation.constraints, relation.indexes);
        list.push_back({&key.references, true, optional, unique, &key.columns});
    }
    auto const self = relation.ref();
    if (auto const found = survey.incoming.find(self); found != survey.incoming.end()) {
        for (auto const &[from, key, optional, unique] : found->second) {
            if (from != self) list.push_back({&from, false, optional, unique, &key.columns});
        }
    }
    return list;
}

/// What no key declares; `tables` keeps the names that the edges point at.
void add_relationships(std::vector<Edge> &list, std::deque<model::Ref> &tables, model::Ref const &self,
                       Survey const &survey) {
    auto const found = survey.relationships.find(self);
    if (found == survey.relationships.end()) return;
    for (auto const &one : found->second) {
        model::Ref const from{one->from.schema, one->from.table}, to{one->to.schema, one->to.table};
        bool const outgoing = from == self;
        tables.push_back(outgoing ? to : from);
        list.push_back({&tables.back(), outgoing, one->optional, one->cardinality == "1:1", &one->from.columns, false});
    }
}

/// What views read, and what belongs together.
void add_views_and_parts(std::vector<Edge> &list, Relation const &relation, Survey const &survey) {
    constexpr std::string_view k_reads = "reads", k_partition = "partition of", k_inherits = "inherits";
    auto const self = relation.ref();
    if (relation.view) {
        for (auto const &use : relation.view->uses) list.push_back(no_key(use.relation, true, k_reads));
    }
    if (relation.table && !relation.table->partition_of.empty())
        list.push_back(no_key(relation.table->partition_of, true, k_partition));
    if (relation.table) {
        for (auto const &parent : relation.table->inherits) list.push_back(no_key(parent, true, k_inherits));
    }
    if (auto const found = survey.partitions.find(self);
        found != survey.partitions.end() && found->second.size() <= k_few) {
        for (auto const &partition : found->second) list.push_back(no_key(partition.table, false, k_partition));
    }
    if (auto const found = survey.children.find(self);
        found != survey.children.end() && found->second.size() <= k_few) {
        for (auto const &child : found->second) list.push_back(no_key(child, false, k_inherits));
    }
    if (auto const found = survey.view_users.find(self); found != survey.view_users.end()) {
        for (auto const &user : found->second) list.push_back(no_key(user.view, false, k_reads));
    }
}

/// A line from the referring or reading relation to the other. Where there is no key the ends promise nothing.
void write_edge(std::string &out, Edge const &edge, std::size_t other) {
    auto const from = std::to_string(edge.outgoing ? std::size_t{0} : other);
    auto const to = std::to_string(edge.outgoing ? other : std::size_t{0});
    if (!edge.columns) return append(out, {"    t", from, " }o..o{ t", to, " : \"", edge.what, "\"\n"});
    append(out, {"    t", from, edge.unique ? " |o" : " }o", edge.declared ? "--" : "..",
                 edge.optional ? "o| t" : "|| t", to, " : \"", mermaid_label(base::join(*edge.columns, ", ")), "\"\n"});
}

/// The columns of keys, with their marks.
void write_entity(std::string &out, Relation const &relation) {
    auto const self = relation.ref();
    std::string attributes;
    std::size_t count = 0;
    for (auto const &column : relation.columns) {
        bool primary = false, foreign = false;
        for (auto const &constraint : relation.constraints) {
            if (std::find(constraint.columns.begin(), constraint.columns.end(), column.name) ==
                constraint.columns.end())
                continue;
            primary = primary || constraint.type == "primary key";
            foreign = foreign || constraint.type == "foreign key";
        }
        if ((!primary && !foreign) || ++count > k_attributes) continue;
        auto const name = mermaid_word(column.name);
        append(attributes, {"        ", mermaid_type(column.type), " ", name, primary ? " PK" : "",
                            primary && foreign ? "," : "", foreign ? " FK" : ""});
        if (name != column.name) append(attributes, {" \"", mermaid_label(column.name), "\""});
        attributes += '\n';
    }
    append(out, {"    t0[\"", mermaid_label(model::format_ref(self.schema, self.name)), "\"]"});
    if (!attributes.empty()) append(out, {" {\n", attributes, "    }"});
    out += '\n';
}

} // namespace

void write_diagram(std::string &out, Relation const &relation, Survey const &survey) {
    auto all = edges(relation, survey);
    auto const self = relation.ref();
    std::deque<model::Ref> tables;
    add_relationships(all, tables, self, survey);
    add_views_and_parts(all, relation, survey);
    if (all.empty()) return;
    std::map<model::Ref, std::size_t> ids{{self, 0}};
    std::vector<model::Ref const *> neighbours; // in order of appearance: keys come first
    for (auto const &edge : all) {
        if (ids.try_emplace(*edge.other, neighbours.size() + 1).second) neighbours.push_back(edge.other);
    }
    section(out, "Diagram");
    out += "```mermaid\nerDiagram\n";
    write_entity(out, relation);
    for (std::size_t i = 0; i < std::min(neighbours.size(), k_neighbours); ++i) {
        append(out, {"    t", std::to_string(i + 1), "[\"",
                     mermaid_label(model::format_ref(neighbours[i]->schema, neighbours[i]->name)), "\"]\n"});
    }
    for (auto const &edge : all) {
        auto const other = ids.at(*edge.other);
        if (other <= k_neighbours) write_edge(out, edge, other);
    }
    out += "```\n";
    if (neighbours.size() > k_neighbours) {
        out += fmt::format("\nThe diagram shows {} of {} neighbours.\n", k_neighbours, neighbours.size());
    }
}

} // namespace scribe::exporter::markdown
