// SPDX-License-Identifier: MIT
#include "show/show_relations.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

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

void write_relations(base::JsonWriter &json, std::vector<catalog::RelationshipRow> const &rows) {
    json.key("relationships");
    json.begin_array();
    for (auto const &row : rows) json.raw(model::relationship_to_json(row.relationship));
    json.end_array();
}

} // namespace scribe::cli
