// SPDX-License-Identifier: MIT
#include "describing/text_options.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "options/source_option.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

bool TextOptions::given() const {
    return !refs.refs.empty() || !refs.from_file.empty() || !filter.schemas.empty() || !filter.include.empty() ||
           !filter.exclude.empty() || !query.source.empty() || !query.types.empty() || !query.origins.empty() ||
           query.stale || query.min_confidence > 0;
}

void add_text_options(CLI::App &app, TextOptions &options) {
    add_ref_options(app, options.refs, "Only these objects: [source:]schema.table, * and ? match, !REF leaves out");
    auto const *const group = "Selection";
    app.add_option("--source", options.query.source, "Only this source")->type_name("NAME")->group(group);
    app.add_option("--type", options.query.types,
                   "Only database, schema, table, view, column, routine or type; several with commas")
        ->type_name("TYPE")
        ->delimiter(',')
        ->check(CLI::IsMember(std::vector<std::string>{catalog::k_text_types.begin(), catalog::k_text_types.end()}))
        ->group(group);
    app.add_option("--origin", options.query.origins, "Only texts of human, comment, rules or model")
        ->type_name("ORIGIN")
        ->delimiter(',')
        ->check(CLI::IsMember({"human", "comment", "rules", "model"}))
        ->group(group);
    app.add_option("--min-confidence", options.query.min_confidence, "Only texts this sure, 0 to 1")
        ->type_name("SHARE")
        ->check(CLI::Range(0.0, 1.0))
        ->group(group);
    app.add_flag("--stale", options.query.stale, "Only texts whose object, or what is known of it, changed since")
        ->group(group);
    add_filter_options(app, options.filter);
}

catalog::TextQuery text_query(TextOptions const &options, catalog::Store &store, Context &context) {
    auto query = options.query;
    if (!query.source.empty()) need_source(store, query.source);
    query.patterns = options.refs.patterns(context);
    query.filter = options.filter.filter();
    return query;
}

std::string text_ref(catalog::TextRow const &row, bool several) {
    return (several && !row.database ? row.source + ":" : "") + row.ref();
}

Cell confidence_cell(catalog::TextRow const &row) {
    auto const &one = row.description;
    auto cell = Cell::json(fmt::format("{:.3f}", one.confidence));
    cell.shown = one.text.empty() ? "" : fmt::format("{:.2f}", one.confidence);
    return cell;
}

Cell reasons_cell(catalog::TextRow const &row) {
    base::JsonWriter reasons;
    reasons.value(row.description.reasons);
    return Cell::json(reasons.take());
}

Cell origin_cell(catalog::TextRow const &row) {
    Cell cell{row.description.origin};
    if (!row.description.writer.empty()) cell.shown = base::single_line(row.description.writer);
    return cell;
}

Cell column_cell(catalog::TextRow const &row) {
    return row.kind == model::Kind::column ? Cell{row.name} : Cell::json("null");
}

std::string table_cell(catalog::TextRow const &row) { return row.table.empty() ? row.name : row.table; }

} // namespace scribe::cli
