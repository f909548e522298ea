// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/erd/languages.hpp"

#include <fmt/format.h>

#include <map>

namespace scribe::exporter::erd {

namespace {

/// A name in double quotes, where dots and words of the language are text, but a dollar sign begins a variable.
std::string name(std::string_view raw) { return quoted(raw, '"', "$"); }

void write_columns(std::string &out, Table const &table) {
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
}

/// What leads to each table: its identifier, in the container of its group.
std::vector<std::string> write_groups(std::string &out, Diagram const &diagram) {
    auto paths = identifiers(diagram);
    std::map<std::string, std::string> containers;
    for (auto const &table : diagram.tables) containers[table.group];
    std::size_t number = 0;
    for (auto &[group, path] : containers) {
        if (group.empty()) continue;
        path = fmt::format("group_{}", ++number);
        out += path + ": " + name(group) + "\n";
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto const &container = containers[diagram.tables[i].group];
        if (!container.empty()) paths[i] = container + "." + paths[i];
    }
    return paths;
}

std::string_view from_end(Edge const &edge) {
    if (edge.cardinality == Cardinality::one_to_one) return edge.mandatory ? "cf-one-required" : "cf-one";
    return edge.mandatory ? "cf-many-required" : "cf-many";
}
std::string_view to_end(Edge const &edge) {
    if (edge.cardinality == Cardinality::many_to_many) return edge.optional ? "cf-many" : "cf-many-required";
    return edge.optional ? "cf-one" : "cf-one-required";
}

/// Where an edge ends: at its first column, where that is drawn.
std::string end(std::string const &path, Table const &table, std::vector<std::string> const &columns) {
    for (auto const &column : table.columns) {
        if (!columns.empty() && column.name == columns.front()) return path + "." + name(column.name);
    }
    return path;
}

} // namespace

std::string d2(Diagram const &diagram) {
    std::string out = "direction: left\n";
    auto const paths = write_groups(out, diagram);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        out += paths[i] + ": " + name(full_name(diagram.tables[i])) + " {\n  shape: sql_table\n";
        write_columns(out, diagram.tables[i]);
        out += "}\n";
    }
    for (auto const &edge : diagram.edges) {
        out += fmt::format("{} <-> {}: {{\n  source-arrowhead.shape: {}\n  target-arrowhead.shape: {}\n",
                           end(paths[edge.from], diagram.tables[edge.from], edge.from_columns),
                           end(paths[edge.to], diagram.tables[edge.to], edge.to_columns), from_end(edge), to_end(edge));
        if (edge.status != Status::declared) out += "  style.stroke-dash: 4\n";
        out += "}\n";
    }
    return out;
}

} // namespace scribe::exporter::erd
