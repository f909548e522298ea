// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/erd/languages.hpp"

#include <fmt/format.h>

#include <map>

namespace scribe::exporter::erd {

namespace {

/// Text that PlantUML takes as it is: what could be markup is given by its number, but for the backslash, which some
/// versions cannot read so: it appears as its full-width twin.
std::string text(std::string_view raw) {
    auto const line = base::single_line(base::sanitize_utf8(raw));
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        char const c = line[i];
        bool const doubled = (i > 0 && line[i - 1] == c) || (i + 1 < line.size() && line[i + 1] == c);
        bool const markup = std::string_view{"\"<>~@{}[]|%&#:"}.find(c) != std::string_view::npos ||
                            (doubled && std::string_view{"_*/-.=^+ "}.find(c) != std::string_view::npos);
        if (c == '\\') out += "＼";
        else if (markup) out += fmt::format("&#{};", static_cast<int>(c));
        else out.push_back(c);
    }
    return out;
}

/// {field}: parentheses would make a method of it. The star marks what must have a value.
void write_column(std::string &out, Column const &column) {
    out += fmt::format("  {{field}} {}{} : {}{}{}\n", column.not_null ? "* " : "", text(column.name), text(column.type),
                       column.primary ? " <<PK>>" : "", column.foreign ? " <<FK>>" : "");
}

void write_table(std::string &out, Table const &table, std::string const &id) {
    out += "entity \"" + text(full_name(table)) + "\" as " + id;
    if (table.columns.empty()) {
        out += '\n';
        return;
    }
    out += " {\n";
    for (bool const primary : {true, false}) {
        for (auto const &column : table.columns) {
            if (column.primary == primary) write_column(out, column);
        }
        if (primary) out += "  --\n";
    }
    out += "}\n";
}

} // namespace

std::string plantuml(Diagram const &diagram) {
    std::string out = "@startuml\nhide circle\nhide empty members\nleft to right direction\n";
    auto const ids = identifiers(diagram);
    std::map<std::string, std::vector<std::size_t>> by_group;
    for (std::size_t i = 0; i < diagram.tables.size(); ++i) by_group[diagram.tables[i].group].push_back(i);
    for (auto const &[group, tables] : by_group) {
        if (!group.empty()) out += "package \"" + text(group) + "\" {\n";
        for (auto const table : tables) write_table(out, diagram.tables[table], ids[table]);
        if (!group.empty()) out += "}\n";
    }
    for (auto const &edge : diagram.edges) {
        out += fmt::format("{} {} {} : {}\n", ids[edge.from], crows_foot(edge), ids[edge.to],
                           text(base::join(edge.from_columns, ", ")));
    }
    return out + "@enduml\n";
}

} // namespace scribe::exporter::erd
