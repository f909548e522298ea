// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/erd/languages.hpp"

#include <fmt/format.h>

namespace scribe::exporter::erd {

namespace {

/// A name in double quotes, where dots and words of the language are text.
std::string name(std::string_view raw) {
    std::string out = "\"";
    for (char const c : base::single_line(base::sanitize_utf8(raw))) {
        if (c == '"' || c == '\\') out.push_back('\\');
        if (c == '$') out.push_back('\\'); // begins a variable
        out.push_back(c);
    }
    return out + '"';
}

std::string path(Table const &table) {
    return table.group.empty() ? name(full_name(table)) : name(table.group) + "." + name(full_name(table));
}

void write_table(std::string &out, Table const &table) {
    out += path(table) + ": " + name(full_name(table)) + " {\n  shape: sql_table\n";
    for (auto const &column : table.columns) {
        std::vector<std::string> marks;
        if (column.primary) marks.emplace_back("primary_key");
        if (column.foreign) marks.emplace_back("foreign_key");
        if (column.unique && !column.primary) marks.emplace_back("unique");
        out += "  " + name(column.name) + ": " + name(column.type);
        if (!marks.empty())
            out += " {constraint: " + (marks.size() == 1 ? marks.front() : "[" + base::join(marks, "; ") + "]") + "}";
        out += '\n';
    }
    out += "}\n";
}

std::string_view from_end(Edge const &edge) {
    if (edge.cardinality == Cardinality::one_to_one) return edge.mandatory ? "cf-one-required" : "cf-one";
    return edge.mandatory ? "cf-many-required" : "cf-many";
}
std::string_view to_end(Edge const &edge) {
    if (edge.cardinality == Cardinality::many_to_many) return edge.optional ? "cf-many" : "cf-many-required";
    return edge.optional ? "cf-one" : "cf-one-required";
}

std::string end(Table const &table, std::vector<std::string> const &columns) {
    for (auto const &column : table.columns) {
        if (!columns.empty() && column.name == columns.front()) return path(table) + "." + name(column.name);
    }
    return path(table);
}

} // namespace

std::string d2(Diagram const &diagram) {
    std::string out = "direction: left\n";
    for (auto const &table : diagram.tables) write_table(out, table);
    for (auto const &edge : diagram.edges) {
        auto const &from = diagram.tables[edge.from];
        auto const &to = diagram.tables[edge.to];
        out += fmt::format("{} -> {}: {{\n  source-arrowhead.shape: {}\n  target-arrowhead.shape: {}\n",
                           end(from, edge.from_columns), end(to, edge.to_columns), from_end(edge), to_end(edge));
        if (edge.status != Status::declared) out += "  style.stroke-dash: 4\n";
        out += "}\n";
    }
    return out;
}

} // namespace scribe::exporter::erd
