// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/relation.hpp"
#include "export/markdown/writing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

bool contains(std::vector<std::string> const &names, std::string const &name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "PK", "FK" (a link to what it references), "UK" for a column that is unique by itself or with others.
std::string key_marks(model::Column const &column, Relation const &relation, Survey const &survey,
                      std::string const &page) {
    bool primary = false, unique = false, foreign = false;
    std::string const *target = nullptr;
    for (auto const &constraint : relation.constraints) {
        if (!contains(constraint.columns, column.name)) continue;
        if (constraint.type == "primary key") primary = true;
        if (constraint.type == "unique") unique = true;
        if (constraint.type != "foreign key" || foreign) continue;
        target = survey.relations.find(constraint.references);
        foreign = true;
    }
    for (auto const &index : relation.indexes) {
        if (!index.unique || index.primary || index.invalid || !index.predicate.empty()) continue;
        unique = unique || std::any_of(index.keys.begin(), index.keys.end(),
                                       [&](auto const &key) { return key.column == column.name; });
    }
    std::string marks = primary ? "PK" : "";
    if (foreign) append(marks, {marks.empty() ? "" : ", ", target ? labelled_link("FK", page, *target) : "FK"});
    if (unique) append(marks, {marks.empty() ? "" : ", ", "UK"});
    return marks;
}

std::string default_text(model::Column const &column) {
    if (!column.generated.empty())
        return fmt::format("generated {}: {}", cell(column.generated),
                           column.expression.empty() ? "not read" : cell_code(column.expression));
    if (column.identity == "autoincrement") return column.identity;
    if (!column.identity.empty()) return fmt::format("identity, {}", cell(column.identity));
    return column.default_value ? cell_code(*column.default_value) : std::string{};
}

std::string notes(model::Column const &column, Relation const &relation) {
    auto const with = [](char const *what, std::string const &value) {
        return value.empty() ? "" : what + cell_code(value);
    };
    // Every column of a partition comes from its table; that is no news.
    bool const inherited = column.inherited && relation.table && relation.table->partition_of.empty();
    return joined(
        {column.hidden ? "hidden" : "", inherited ? "inherited" : "",
         relation.view ? with("default ", column.default_value.value_or("")) : "", with("collation ", column.collation),
         with("storage ", column.storage), with("compression ", column.compression),
         column.statistics_target ? fmt::format("statistics target {}", *column.statistics_target) : "",
         column.options.empty() ? "" : code_list(column.options),
         with("affinity ",
              base::to_lower_ascii(column.affinity) == base::to_lower_ascii(column.type) ? "" : column.affinity),
         column.foreign_options.empty() ? "" : "options " + code_list(column.foreign_options)});
}

std::string type_text(model::Column const &column, Survey const &survey, std::string const &page) {
    if (column.type.empty()) return {};
    auto const label = cell_code(column.type);
    auto const *target = column.user_type.empty() ? nullptr : survey.types.find(survey.shown_type(column.user_type));
    return target ? labelled_link(label, page, *target) : label;
}

} // namespace

void write_columns(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    section(out, "Columns");
    if (relation.columns.empty()) {
        out += "None.\n";
        return;
    }
    bool const view = relation.view.has_value();
    bool const texts =
        std::ranges::any_of(relation.said, [](auto const &part) { return part.second.text.has_value(); });
    auto const *const last = texts ? "Description" : "Comment";
    TableWriter table{out, {"Column", "Type", "Null", "Default", "Key", "Notes", last}};
    for (auto const &column : relation.columns) {
        table.row({cell_code(shown_name(column.name)), type_text(column, survey, page),
                   view ? "" : yes_no(!column.not_null), view ? "" : default_text(column),
                   view ? "" : key_marks(column, relation, survey, page), notes(column, relation),
                   cell(said_line(relation.said_of(column.name), column.comment))});
    }
}

} // namespace scribe::exporter::markdown
