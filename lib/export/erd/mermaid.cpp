// SPDX-License-Identifier: MIT
#include "base/markdown.hpp"
#include "base/text.hpp"
#include "export/erd/languages.hpp"

namespace scribe::exporter::erd {

namespace {

using base::markdown::mermaid_label;
using base::markdown::mermaid_type;
using base::markdown::mermaid_word;

void write_column(std::string &out, Column const &column) {
    auto const name = mermaid_word(column.name);
    out += "        " + mermaid_type(column.type) + " " + name;
    std::vector<std::string> marks;
    if (column.primary) marks.emplace_back("PK");
    if (column.foreign) marks.emplace_back("FK");
    if (column.unique && !column.primary) marks.emplace_back("UK");
    if (!marks.empty()) out += " " + base::join(marks, ", ");
    if (name != column.name) out += " \"" + mermaid_label(column.name) + "\"";
    out += '\n';
}

} // namespace

std::string mermaid(Diagram const &diagram) {
    std::string out = "erDiagram\n";
    auto const ids = identifiers(diagram);
    for (std::size_t i = 0; i < diagram.tables.size(); ++i) {
        auto const &table = diagram.tables[i];
        out += "    " + ids[i] + "[\"" + mermaid_label(full_name(table)) + "\"]";
        if (!table.columns.empty()) {
            out += " {\n";
            for (auto const &column : table.columns) write_column(out, column);
            out += "    }";
        }
        out += '\n';
    }
    for (auto const &edge : diagram.edges) {
        out += "    " + ids[edge.from] + " " + crows_foot(edge) + " " + ids[edge.to] + " : \"" +
               mermaid_label(base::join(edge.from_columns, ", ")) + "\"\n";
    }
    return out;
}

} // namespace scribe::exporter::erd
