// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/relations/history.hpp"
#include "context/end.hpp"
#include "options/source_option.hpp"
#include "relating/listing.hpp"
#include "relating/people/actions.hpp"
#include "relating/people/orphan_query.hpp"
#include "relating/people/tables.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using catalog::RelationshipEvent;
using catalog::RelationshipRow;
using model::Relationship;

std::string cardinality_text(Relationship const &one) {
    std::string text = one.cardinality;
    if (one.cardinality == "N:1") text += ", many rows may refer to one";
    if (one.cardinality == "1:1") text += ", at most one row refers to one";
    if (one.cardinality == "N:M") text += ", many rows stand for many";
    text += one.optional ? "; optional: a row may refer to nothing" : "; each row refers to something";
    return text + (one.parent_mandatory ? "; each is referred to" : "");
}

std::string orphans_text(Relationship const &one) {
    if (one.probed == 0) return "unknown: no values were compared";
    if (!one.orphans_known) return "there are some; how many rows, sketches cannot tell";
    if (one.complete) return one.orphans <= 0 ? "none" : fmt::format("{} of the rows", model::share_text(one.orphans));
    if (one.orphans <= 0) return "none among the values compared";
    return fmt::format("about {} of the {} rows looked at", model::share_text(one.orphans),
                       base::group_digits(one.rows_probed));
}

std::string fan_out_text(model::FanOut const &fan_out) {
    auto text = fmt::format("{:.1f} on average", fan_out.average);
    if (fan_out.maximum > 0) text += fmt::format(", {:.0f} to {:.0f}", fan_out.minimum, fan_out.maximum);
    return text;
}

/// "decision open -> accepted, rule changed": what an event did.
std::string event_text(RelationshipEvent const &event) {
    if (!event.after) return "removed";
    auto const before = event.before.value_or(Relationship{});
    auto const &after = *event.after;
    std::vector<std::string> changes;
    if (!event.before) changes.emplace_back("made");
    auto const change = [&](char const *what, std::string const &was, std::string const &is) {
        if (event.before && was != is)
            changes.push_back(fmt::format("{} {} -> {}", what, was.empty() ? "none" : was, is.empty() ? "none" : is));
    };
    change("status", before.status, after.status);
    change("decision", before.decision, after.decision);
    change("cardinality", before.cardinality, after.cardinality);
    change("condition", before.condition, after.condition);
    change("name", before.name, after.name);
    change("rule", before.rule, after.rule);
    return base::join(changes, ", ");
}

std::string page_of(RelationshipRow const &row, std::vector<RelationshipEvent> const &history,
                    std::string const &orphans, Output const &out) {
    auto const &one = row.relationship;
    ShowPage page{out.width(), out.styled()};
    page.title(fmt::format("{} -> {}", context::end_text(one.from), context::end_text(one.to)));
    page.fact("id", catalog::relationship_id_text(row.id));
    page.fact("source", row.source);
    page.fact("name", one.name);
    page.fact("status", one.status);
    page.fact("decision", one.decision);
    page.fact("confidence", fmt::format("{:.3f}", one.confidence));
    page.fact("cardinality", cardinality_text(one));
    if (!one.type_column.empty())
        page.fact("only where", fmt::format("{} is \"{}\"", model::format_ref("", one.type_column), one.type_value));
    if (one.array) page.line("the column is an array of keys");
    page.fact("condition", one.condition);
    page.fact("rule", one.rule);
    page.heading("What speaks for it");
    for (auto const &reason : one.evidence) page.line(reason);
    page.heading("What speaks against it");
    if (!one.against.empty()) page.line(one.against);
    page.heading("Values");
    if (one.probed > 0)
        page.fact("compared", fmt::format("{} distinct values, {} not found", base::group_digits(one.probed),
                                          base::group_digits(one.missed)));
    if (one.cardinality != "N:M") page.fact("orphans", orphans_text(one));
    if (one.fan_out.average > 0) page.fact("rows that refer to one", fan_out_text(one.fan_out));
    page.heading("Query for orphans");
    if (!orphans.empty()) page.code(orphans + ";");
    page.heading("What people did");
    for (auto const &event : history)
        page.line(
            fmt::format("{} {} ({}): {}", base::human_time(event.at), event.author, event.command, event_text(event)));
    return page.take();
}

void write_json(RelationshipRow const &row, std::vector<RelationshipEvent> const &history, std::string const &orphans,
                std::string const &file, Context &context) {
    auto columns = relation_columns(true);
    auto cells = relation_cells(row);
    columns.insert(columns.begin(), {.name = "format_version", .title = ""});
    cells.insert(cells.begin(), Cell{1});
    columns.push_back({.name = "orphan_query", .title = ""});
    cells.emplace_back(orphans);
    base::JsonWriter json;
    json.begin_array();
    for (auto const &event : history) {
        json.begin_object();
        json.member("at", event.at);
        json.member("author", event.author);
        json.member("command", event.command);
        json.member("change", event_text(event));
        json.end_object();
    }
    json.end_array();
    columns.push_back({.name = "history", .title = ""});
    cells.push_back(Cell::json(json.take()));
    ListWriter writer{context, {"jsonl", file}, std::move(columns)};
    writer.row(std::move(cells));
    writer.finish(1);
}

} // namespace

void run_relate_show(RelateShowOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const row = choose_one(store, options.choice, context);
    auto const history = catalog::relationship_history(store, row.id);
    KnownTables tables{store, need_source(store, row.source)};
    auto const &parent = row.relationship.to;
    auto const orphans =
        orphan_query(row.relationship, tables.is_sqlite(), tables.get({parent.schema, parent.table}).has_heirs);
    if (options.output.format == "json") return write_json(row, history, orphans, options.output.file, context);
    Output out{context, options.output.file};
    out.write(page_of(row, history, orphans, out));
    out.finish();
}

} // namespace scribe::cli
