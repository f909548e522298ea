// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "options/source_option.hpp"
#include "people/context_actions.hpp"

namespace scribe::cli {

namespace {

std::vector<Cell> cells(catalog::ContextRow const &row, bool several) {
    using model::Kind;
    bool const relation = row.kind == Kind::table || row.kind == Kind::view;
    auto const or_null = [](bool there, std::string const &text) { return there ? Cell{text} : Cell::json("null"); };
    auto const &entry = row.entry;
    Cell when{entry.said_at};
    when.shown = base::human_time(entry.said_at);
    return {row.source,
            row_ref(row.source, row.kind, row.schema, row.table, row.name, several),
            type_name(row.kind),
            row.schema,
            or_null(relation || !row.table.empty(), relation ? row.name : row.table),
            or_null(row.kind == Kind::column, row.name),
            row.kind ? row.name : row.source,
            entry.field,
            entry.text,
            entry.author,
            std::move(when),
            entry.origin,
            row.removed};
}

} // namespace

base::ExitCode run_context_list(ContextListOptions &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto &query = options.query;
    if (!query.source.empty()) need_source(store, query.source);
    query.patterns = patterns_of(options.refs, query.databases, context);
    for (auto const &name : query.databases) need_source(store, name);
    query.filter = options.filter.filter();
    for (auto const &field : options.fields) query.fields.push_back(field_of(field));
    auto const several = store.sources().size() > 1;
    ListWriter writer{context, options.output,
                      object_columns(several, {{.name = "name", .title = ""},
                                               {.name = "field", .title = "FIELD"},
                                               {.name = "text", .title = "TEXT", .elastic = true},
                                               {.name = "author", .title = "BY"},
                                               {.name = "said_at", .title = "WHEN"},
                                               {.name = "origin", .title = "FROM"},
                                               {.name = "removed", .title = ""}})};
    auto const total =
        catalog::list_context(store, query, [&](catalog::ContextRow &&row) { writer.row(cells(row, several)); });
    writer.finish(total, "texts");
    return base::ExitCode::ok;
}

} // namespace scribe::cli
