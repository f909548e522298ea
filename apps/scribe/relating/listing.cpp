// SPDX-License-Identifier: MIT
#include "relating/listing.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "context/end.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

Cell end_cell(model::RelationshipEnd const &end) {
    base::JsonWriter json;
    write_end(json, end);
    auto cell = Cell::json(json.take());
    cell.shown = context::end_text(end);
    return cell;
}

Cell share_cell(bool known, double share) {
    if (!known) return {};
    auto cell = Cell::json(fmt::format("{:.4f}", share));
    cell.shown = model::share_text(share);
    return cell;
}

} // namespace

void write_end(base::JsonWriter &json, model::RelationshipEnd const &end) {
    json.begin_object();
    json.member("schema", end.schema);
    json.member("table", end.table);
    json.member("columns", end.columns);
    json.end_object();
}

std::vector<OutputColumn> relation_columns(bool several) {
    return {{.name = "id", .title = ""},
            {.name = "source", .title = several ? "SOURCE" : ""},
            {.name = "from", .title = "FROM"},
            {.name = "to", .title = "TO"},
            {.name = "cardinality", .title = "CARDINALITY"},
            {.name = "optional", .title = ""},
            {.name = "confidence", .title = "SURE", .number = true},
            {.name = "status", .title = "STATUS"},
            {.name = "decision", .title = "DECISION"},
            {.name = "orphans", .title = "ORPHANS", .number = true},
            {.name = "probed", .title = ""},
            {.name = "missed", .title = ""},
            {.name = "rows_probed", .title = ""},
            {.name = "complete", .title = ""},
            {.name = "parent_mandatory", .title = ""},
            {.name = "fan_out", .title = ""},
            {.name = "type_column", .title = ""},
            {.name = "type_value", .title = ""},
            {.name = "name", .title = ""},
            {.name = "condition", .title = ""},
            {.name = "rule", .title = ""},
            {.name = "against", .title = ""},
            {.name = "evidence", .title = "EVIDENCE", .elastic = true}};
}

std::vector<Cell> relation_cells(catalog::RelationshipRow const &row) {
    auto const &one = row.relationship;
    auto confidence = Cell::json(fmt::format("{:.3f}", one.confidence));
    confidence.shown = fmt::format("{:.2f}", one.confidence);
    auto cardinality = Cell{one.cardinality};
    cardinality.shown = one.cardinality + (one.optional ? " optional" : "");
    base::JsonWriter evidence_json;
    evidence_json.value(one.evidence);
    auto evidence = Cell::json(evidence_json.take());
    evidence.shown = base::single_line(base::join(one.evidence, "; "));
    Cell fan_out;
    auto const known = [](double figure) { return figure > 0 ? fmt::format("{:.0f}", figure) : "null"; };
    if (one.fan_out.average > 0)
        fan_out = Cell::json(fmt::format("{{\"min\":{},\"average\":{:.2f},\"max\":{}}}", known(one.fan_out.minimum),
                                         one.fan_out.average, known(one.fan_out.maximum)));
    return {catalog::relationship_id_text(row.id),
            row.source,
            end_cell(one.from),
            end_cell(one.to),
            std::move(cardinality),
            one.optional,
            std::move(confidence),
            one.status,
            one.decision,
            share_cell(one.orphans_known, one.orphans),
            one.probed,
            one.missed,
            one.rows_probed,
            one.complete,
            one.parent_mandatory,
            std::move(fan_out),
            one.type_column,
            one.type_value,
            one.name,
            one.condition,
            one.rule,
            one.against,
            std::move(evidence)};
}

void list_relations(catalog::Store &store, catalog::RelationshipQuery const &query, OutputOptions const &output,
                    Context &context) {
    ListWriter writer{context, output, relation_columns(store.sources().size() > 1)};
    auto const total = catalog::list_relationships(
        store, query, [&](catalog::RelationshipRow &&row) { writer.row(relation_cells(row)); });
    writer.finish(total, "relationships");
    if (total == 0) {
        catalog::RelationshipQuery all;
        all.min_confidence = 0;
        all.rejected = true;
        all.limit = 1;
        auto const known = catalog::list_relationships(store, all, [](catalog::RelationshipRow &&) {});
        if (known == 0) base::log::info("there are no relationships yet; scribe relate finds them");
        else
            base::log::info("none of {} relationships matches; --min-confidence 0 and --rejected show more",
                            base::group_digits(known));
    }
}

void list_many_to_many(catalog::Store &store, catalog::LinkedQuery const &query, OutputOptions const &output,
                       Context &context) {
    ListWriter writer{context,
                      output,
                      {{.name = "source", .title = store.sources().size() > 1 ? "SOURCE" : ""},
                       {.name = "left", .title = "TABLE"},
                       {.name = "right", .title = "AND"},
                       {.name = "through", .title = "THROUGH"},
                       {.name = "to_left", .title = ""},
                       {.name = "to_right", .title = ""},
                       {.name = "confidence", .title = "SURE", .number = true}}};
    auto const list = [](std::vector<std::string> const &names) {
        base::JsonWriter json;
        json.value(names);
        return Cell::json(json.take());
    };
    auto const total = catalog::list_linked(store, query, [&](std::string const &source, model::ManyToMany const &one) {
        auto through = one.to_left;
        through.insert(through.end(), one.to_right.begin(), one.to_right.end());
        auto confidence = Cell::json(fmt::format("{:.3f}", one.confidence));
        confidence.shown = fmt::format("{:.2f}", one.confidence);
        writer.row({source, end_cell(one.left), end_cell(one.right),
                    end_cell({one.through.schema, one.through.name, std::move(through)}), list(one.to_left),
                    list(one.to_right), std::move(confidence)});
    });
    writer.finish(total, "pairs of tables");
}

} // namespace scribe::cli
