// SPDX-License-Identifier: MIT
#include "show/show_relations.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/relations/linked.hpp"
#include "relating/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace scribe::cli {

using model::Kind;

std::vector<catalog::RelationshipRow> find_relations(catalog::Store &store, catalog::SourceRow const &source,
                                                     model::Record const &object) {
    bool const column = object.kind == Kind::column;
    if (!column && object.kind != Kind::table && object.kind != Kind::view) return {};
    model::Ref const table{object.schema, column ? object.table : object.name};
    auto rows = catalog::relationships_of(store, source, table);
    if (!column) return rows;
    std::erase_if(rows, [&](catalog::RelationshipRow const &row) {
        auto const at = [&](model::RelationshipEnd const &end) {
            return end.schema == table.schema && end.table == table.name &&
                   std::ranges::count(end.columns, object.name) > 0;
        };
        return !at(row.relationship.from) && !at(row.relationship.to);
    });
    return rows;
}

void show_relations(ShowPage &page, std::vector<catalog::RelationshipRow> const &rows, model::Ref const &self) {
    std::vector<std::vector<std::string>> lines;
    auto const end = [&self](model::RelationshipEnd const &one) {
        bool const own = one.schema == self.schema && one.table == self.name;
        return (own ? "" : model::format_ref(one.schema, one.table) + " ") + "(" + quoted_list(one.columns) + ")";
    };
    for (auto const &[id, source, one] : rows) {
        auto const where = one.type_value.empty() ? "" : fmt::format("where {} is {}", one.type_column, one.type_value);
        auto why = one.rule;
        for (auto const &reason : one.evidence) why += (why.empty() ? "" : "; ") + reason;
        lines.push_back({end(one.from) + " refers to " + end(one.to), where,
                         one.cardinality + (one.optional ? " optional" : ""), fmt::format("{:.2f}", one.confidence),
                         one.decision == "accepted" ? "accepted" : one.status, why});
    }
    page.heading("Relationships without a key");
    page.rows(lines);
}

std::vector<model::ManyToMany> find_linked(catalog::Store &store, catalog::Neighbourhood const &around,
                                           std::vector<catalog::RelationshipRow> const &rows) {
    if (around.object.kind != Kind::table) return {};
    model::Ref const self{around.object.schema, around.object.name};
    std::set<model::Ref> junctions;
    for (auto const &key : all_of<model::Constraint>(around.mentions)) {
        if (key.references == self && !key.inherited) junctions.insert({key.schema, key.table});
    }
    for (auto const &row : rows) {
        auto const &[from, to] = std::tie(row.relationship.from, row.relationship.to);
        if (to.schema == self.schema && to.table == self.name) junctions.insert({from.schema, from.table});
    }
    std::vector<model::ManyToMany> linked;
    for (auto const &table : junctions) {
        for (auto &one : catalog::linked_by(store, around.source, table)) {
            bool const left = one.left.schema == self.schema && one.left.table == self.name;
            bool const right = one.right.schema == self.schema && one.right.table == self.name;
            if (left || right) linked.push_back(std::move(one));
        }
    }
    return linked;
}

void show_linked(ShowPage &page, std::vector<model::ManyToMany> const &linked, model::Ref const &self) {
    std::vector<std::vector<std::string>> lines;
    for (auto const &one : linked) {
        bool const is_left = one.left.schema == self.schema && one.left.table == self.name;
        auto const &other = is_left ? one.right : one.left;
        lines.push_back({model::format_ref(other.schema, other.table),
                         "through " + model::format_ref(one.through.schema, one.through.name),
                         fmt::format("({}) and ({})", quoted_list(is_left ? one.to_left : one.to_right),
                                     quoted_list(is_left ? one.to_right : one.to_left)),
                         one.confidence < 1 ? fmt::format("{:.2f}", one.confidence) : ""});
    }
    page.heading("Many to many");
    page.rows(lines);
}

void write_linked(base::JsonWriter &json, std::vector<model::ManyToMany> const &linked) {
    json.key("many_to_many");
    json.begin_array();
    for (auto const &one : linked) {
        json.begin_object();
        json.key("left");
        write_end(json, one.left);
        json.key("right");
        write_end(json, one.right);
        json.key("through");
        auto through = one.to_left;
        through.insert(through.end(), one.to_right.begin(), one.to_right.end());
        write_end(json, {one.through.schema, one.through.name, std::move(through)});
        json.member("to_left", one.to_left);
        json.member("to_right", one.to_right);
        json.key("confidence");
        json.raw(fmt::format("{:.3f}", one.confidence));
        json.end_object();
    }
    json.end_array();
}

void write_relations(base::JsonWriter &json, std::vector<catalog::RelationshipRow> const &rows) {
    json.key("relationships");
    json.begin_array();
    for (auto const &row : rows) json.raw(model::relationship_to_json(row.relationship));
    json.end_array();
}

} // namespace scribe::cli
