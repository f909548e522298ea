// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/erd/languages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::exporter::erd {

namespace {

std::string name(std::string_view raw) { return quoted(raw, '"'); }
std::string literal(std::string_view raw) { return quoted(raw, '\''); }

std::string table_name(Table const &table) {
    return table.ref.schema.empty() ? name(table.ref.name) : name(table.ref.schema) + "." + name(table.ref.name);
}

std::string column_list(std::vector<std::string> const &columns) {
    std::vector<std::string> names;
    for (auto const &column : columns) names.push_back(name(column));
    return names.size() == 1 ? names.front() : "(" + base::join(names, ", ") + ")";
}

void write_column(std::string &out, Column const &column, bool key) {
    std::vector<std::string> settings;
    if (key) settings.emplace_back("pk");
    if (column.unique && !column.primary) settings.emplace_back("unique");
    if (column.not_null) settings.emplace_back("not null");
    out += "  " + name(column.name) + " " + name(column.type.empty() ? "any" : column.type);
    if (!settings.empty()) out += " [" + base::join(settings, ", ") + "]";
    out += '\n';
}

void write_table(std::string &out, Table const &table) {
    std::vector<std::string> primary;
    for (auto const &column : table.columns) {
        if (column.primary) primary.push_back(column.name);
    }
    out += "Table " + table_name(table) + " {\n";
    for (auto const &column : table.columns) write_column(out, column, column.primary && primary.size() == 1);
    if (primary.size() > 1) out += "\n  indexes {\n    " + column_list(primary) + " [pk]\n  }\n";
    if (!table.comment.empty()) out += "\n  Note: " + literal(table.comment) + "\n";
    out += "}\n\n";
}

std::string_view sign(Edge const &edge) {
    switch (edge.cardinality) {
    case Cardinality::one_to_one: return "-";
    case Cardinality::many_to_many: return "<>";
    case Cardinality::many_to_one: break;
    }
    return ">";
}

/// Only between columns that are drawn can there be a reference.
bool has_columns(Table const &table, std::vector<std::string> const &columns) {
    return !columns.empty() && std::ranges::all_of(columns, [&table](std::string const &column) {
        return std::ranges::find(table.columns, column, &Column::name) != table.columns.end();
    });
}

} // namespace

std::string dbml(Diagram const &diagram) {
    std::string out;
    std::map<std::string, std::vector<std::string>> by_group;
    for (auto const &table : diagram.tables) {
        if (table.columns.empty()) { // the language has no such tables
            out += "// " + full_name(table) + ": no columns to show\n\n";
            continue;
        }
        write_table(out, table);
        if (!table.group.empty()) by_group[table.group].push_back(table_name(table));
    }
    for (auto const &edge : diagram.edges) {
        auto const &from = diagram.tables[edge.from];
        auto const &to = diagram.tables[edge.to];
        if (!has_columns(from, edge.from_columns) || !has_columns(to, edge.to_columns)) continue;
        if (edge.status != Status::declared) out += "// not declared: " + base::single_line(edge.label) + "\n";
        out += fmt::format("Ref: {}.{} {} {}.{}\n", table_name(from), column_list(edge.from_columns), sign(edge),
                           table_name(to), column_list(edge.to_columns));
    }
    for (auto const &[group, tables] : by_group) {
        out += "\nTableGroup " + name(group) + " {\n";
        for (auto const &table : tables) out += "  " + table + "\n";
        out += "}\n";
    }
    return out;
}

} // namespace scribe::exporter::erd
