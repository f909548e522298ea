// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/draft.hpp"
#include "context/end.hpp"
#include "relating/people/actions.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using catalog::RelationshipRow;

std::vector<OutputColumn> const &columns() {
    static std::vector<OutputColumn> const list = {
        {.name = "source", .title = ""},      {.name = "from", .title = ""},       {.name = "to", .title = ""},
        {.name = "cardinality", .title = ""}, {.name = "optional", .title = ""},   {.name = "condition", .title = ""},
        {.name = "rule", .title = ""},        {.name = "name", .title = ""},       {.name = "decision", .title = ""},
        {.name = "type_column", .title = ""}, {.name = "type_value", .title = ""},
    };
    return list;
}

std::vector<Cell> cells(RelationshipRow const &row) {
    auto const &one = row.relationship;
    return {row.source,
            context::end_text(one.from),
            context::end_text(one.to),
            one.cardinality,
            one.optional,
            one.condition,
            one.rule,
            one.name,
            one.decision,
            one.type_column,
            one.type_value};
}

/// A map a relationship, its texts in double quotes as JSON writes them; what is empty is left out.
std::string yaml_item(std::vector<Cell> const &values) {
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::string text;
        if (auto const *const flag = std::get_if<bool>(&values[i].value)) text = *flag ? "true" : "false";
        if (auto const *const word = std::get_if<std::string>(&values[i].value); word && !word->empty())
            base::append_json_string(text, *word);
        if (!text.empty()) out += fmt::format("{}{}: {}\n", out.empty() ? "  - " : "    ", columns()[i].name, text);
    }
    return out;
}

} // namespace

namespace {

/// With the format that the file's ending says, unless it was given.
OutputOptions output_of(RelateExportOptions const &options) {
    auto output = options.output;
    auto const ending = context::format_of_file(output.file);
    if (options.format_given() || !ending) return output;
    using Format = context::RelationFormat;
    if (*ending == Format::schemaspy || *ending == Format::dbml)
        throw base::Error(
            base::ExitCode::usage,
            fmt::format("{}: relationships are written as CSV, JSON or YAML", base::single_line(output.file)),
            "name it .csv, .json or .yaml, or say -t");
    output.format = *ending == Format::csv ? "csv" : *ending == Format::json ? "json" : "yaml";
    return output;
}

} // namespace

void run_relate_export(RelateExportOptions const &options, GlobalOptions const &global, Context &context) {
    auto const output = output_of(options);
    auto store = open_catalog(global, context, catalog::Access::read);
    std::vector<RelationshipRow> rows;
    bool const all = options.choice.empty();
    for (auto &row :
         choose(store, options.choice,
                all ? std::vector<std::string>{"accepted", "rejected"} : std::vector<std::string>{}, context)) {
        // The database has those of foreign keys; of them only the rules are people's.
        bool const declared = row.relationship.status == "declared";
        if (!declared || !row.relationship.rule.empty()) rows.push_back(std::move(row));
    }
    base::log::info("{} exported", base::counted(static_cast<std::int64_t>(rows.size()), "relationship"));
    if (output.format != "yaml") {
        ListWriter writer{context, output, columns()};
        for (auto const &row : rows) writer.row(cells(row));
        return writer.finish(static_cast<std::int64_t>(rows.size()));
    }
    Output out{context, output.file};
    out.write(rows.empty() ? "relationships: []\n" : "relationships:\n");
    for (auto const &row : rows) out.write(yaml_item(cells(row)));
    out.finish();
}

} // namespace scribe::cli
