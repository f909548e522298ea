// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "options/source_option.hpp"
#include "people/context_actions.hpp"

#include <fmt/format.h>

#include <map>

namespace scribe::cli {

namespace {

using model::Kind;

/// An object with all that is said of it.
struct Said {
    catalog::ContextRow object;
    std::map<std::string, std::string> fields;
};

std::vector<OutputColumn> columns() {
    std::vector<OutputColumn> list;
    for (char const *const name : {"source", "kind", "schema", "table", "column", "name"})
        list.push_back({.name = name, .title = ""});
    for (auto const field : model::k_context_fields) list.push_back({.name = std::string{field}, .title = ""});
    return list;
}

/// As `scribe context import` reads it: of tables and columns their names have columns of their own.
std::vector<std::string> texts(Said const &said) {
    auto const &[id, source, kind, schema, table, name, removed, entry] = said.object;
    bool const relation = kind == Kind::table || kind == Kind::view, column = kind == Kind::column;
    bool const other = kind && !relation && !column && kind != Kind::schema;
    std::vector<std::string> list = {
        source, std::string{type_name(kind)}, schema, relation ? name : table, column ? name : "", other ? name : ""};
    for (auto const field : model::k_context_fields) {
        auto const found = said.fields.find(std::string{field});
        list.push_back(found == said.fields.end() ? "" : found->second);
    }
    return list;
}

/// A map an object, its texts in double quotes as JSON writes them; what is empty is left out.
std::string yaml_item(Said const &said, std::vector<OutputColumn> const &names) {
    std::string out;
    auto const values = texts(said);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].empty()) continue;
        std::string text;
        base::append_json_string(text, values[i]);
        out += fmt::format("{}{}: {}\n", out.empty() ? "  - " : "    ", names[i].name, text);
    }
    return out;
}

/// Calls `use` with each object of which something is said.
template <typename Use> std::int64_t for_each_said(catalog::Store &store, catalog::ContextQuery query, Use &&use) {
    query.limit = 0;
    Said said;
    std::int64_t objects = 0;
    auto const hand_on = [&] {
        if (said.fields.empty()) return;
        use(said);
        ++objects;
        said.fields.clear();
    };
    catalog::list_context(store, query, [&](catalog::ContextRow &&row) {
        if (row.object_id != said.object.object_id) hand_on();
        said.fields.emplace(row.entry.field, std::move(row.entry.text));
        said.object = std::move(row);
    });
    hand_on();
    return objects;
}

/// With the format that the file's ending says, unless it was given.
OutputOptions output_of(ContextExportOptions const &options) {
    auto output = options.output;
    if (options.format_given()) return output;
    auto const ending = base::to_lower_ascii(std::filesystem::path{output.file}.extension().string());
    if (ending == ".yml") output.format = "yaml";
    for (char const *const format : {"csv", "json", "jsonl", "yaml"}) {
        if (ending == std::string{"."} + format) output.format = format;
    }
    return output;
}

} // namespace

base::ExitCode run_context_export(ContextExportOptions const &options, GlobalOptions const &global, Context &context) {
    auto const output = output_of(options);
    auto store = open_catalog(global, context, catalog::Access::read);
    catalog::ContextQuery query;
    query.source = options.source;
    if (!query.source.empty()) need_source(store, query.source);
    query.patterns = patterns_of(options.refs, query.databases, context);
    query.filter = options.filter.filter();
    std::int64_t objects = 0;
    auto const names = columns();
    if (output.format == "yaml") {
        Output out{context, output.file};
        objects = for_each_said(store, query, [&, first = true](Said const &said) mutable {
            out.write((first ? "context:\n" : "") + yaml_item(said, names));
            first = false;
        });
        if (objects == 0) out.write("context: []\n");
        out.finish();
    } else {
        ListWriter writer{context, output, names};
        objects = for_each_said(store, query, [&](Said const &said) {
            std::vector<Cell> cells;
            for (auto &text : texts(said)) cells.emplace_back(std::move(text));
            writer.row(std::move(cells));
        });
        writer.finish(objects);
    }
    base::log::info("What is said of {} exported", base::counted(objects, "object"));
    return base::ExitCode::ok;
}

} // namespace scribe::cli
