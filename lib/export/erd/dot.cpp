// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/erd/languages.hpp"
#include "export/erd/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace scribe::exporter::erd {

namespace {

constexpr std::size_t k_layered_tables = 300;
constexpr std::size_t k_rows = 200;      ///< columns drawn of one table
constexpr std::size_t k_name_width = 64; ///< of names; what is longer is cut
constexpr std::size_t k_type_width = 40;
constexpr std::size_t k_tip_width = 300;
constexpr std::size_t k_pile = 6; ///< tables above each other, before they stand in several rows
constexpr std::size_t k_fewest_rows = 3, k_most_rows = 8;

std::string one_line(std::string_view text, std::size_t width) {
    return base::fit_width(base::single_line(base::sanitize_utf8(text)), width);
}

/// Text in an HTML-like label.
std::string html(std::string_view line) {
    std::string out;
    for (char const c : line) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else out.push_back(c);
    }
    return out;
}

/// A quoted identifier. Graphviz reads entities everywhere, and knows no escape for a backslash at the end.
std::string quoted(std::string_view line) {
    std::string out = "\"";
    for (char const c : line) {
        if (c == '&') out += "&amp;";
        else if (c == '"') out += "\\\"";
        else if (c == '\\') out += "\\\\";
        else out.push_back(c);
    }
    return out + '"';
}

std::string_view color_of(Status status) {
    if (status == Status::declared) return k_declared.light;
    return status == Status::manual ? k_manual.light : k_inferred.light;
}

/// Crow's feet. The first shape is the one at the table.
std::string_view from_end(Edge const &edge) {
    if (edge.cardinality == Cardinality::one_to_one) return edge.mandatory ? "teetee" : "teeodot";
    return edge.mandatory ? "crowtee" : "crowodot";
}
std::string_view to_end(Edge const &edge) {
    if (edge.cardinality == Cardinality::many_to_many) return edge.optional ? "crowodot" : "crowtee";
    return edge.optional ? "teeodot" : "teetee";
}

/// How many layers each table stands from what it refers to: a high pile of tables that nothing refers to and that
/// refer to the same ones is put up in several rows, about as high as wide.
std::vector<std::size_t> layers(Diagram const &diagram) {
    std::vector<std::set<std::size_t>> targets(diagram.tables.size());
    std::vector<bool> leaf(diagram.tables.size(), true);
    for (auto const &edge : diagram.edges) {
        if (edge.from == edge.to) continue;
        leaf[edge.to] = false;
        targets[edge.from].insert(edge.to);
    }
    std::map<std::set<std::size_t>, std::vector<std::size_t>> piles;
    for (std::size_t i = 0; i < leaf.size(); ++i) {
        if (leaf[i] && !targets[i].empty()) piles[targets[i]].push_back(i);
    }
    std::vector<std::size_t> distance(diagram.tables.size(), 1);
    for (auto const &[to, pile] : piles) {
        if (pile.size() <= k_pile) continue;
        auto const ideal = static_cast<std::size_t>(std::sqrt(static_cast<double>(pile.size()) / 3));
        auto const rows = std::clamp(ideal, k_fewest_rows, k_most_rows);
        for (std::size_t i = 0; i < pile.size(); ++i) distance[pile[i]] = 1 + i % rows;
    }
    return distance;
}

class Writer {
public:
    Writer(Diagram const &diagram, Engine engine) : m_diagram(diagram), m_engine(engine), m_layers(layers(diagram)) {
        std::set<std::string> schemas;
        bool const grouped = std::ranges::any_of(diagram.tables, [](Table const &t) { return !t.group.empty(); });
        for (auto const &table : diagram.tables) {
            schemas.insert(table.ref.schema);
            m_hues.push_back(grouped ? table.group : table.ref.schema);
        }
        for (auto const &edge : diagram.edges) {
            if (edge.from == edge.to && engine == Engine::layered) m_loops.insert(edge.from);
        }
        m_several_schemas = schemas.size() > 1;
        // What is in no group has the first colour.
        std::set<std::string> const hues{m_hues.begin(), m_hues.end()};
        std::size_t next = grouped ? 1 : 0;
        for (auto const &hue : hues) m_colors[hue] = hue.empty() ? 0 : next++ % k_heads.size();
    }

    std::string write(std::string const &background) {
        m_out = fmt::format("digraph {} {{\n", quoted(one_line(m_diagram.title, k_name_width)));
        write_attributes(background);
        std::map<std::string, std::vector<std::size_t>> by_group;
        for (std::size_t i = 0; i < m_diagram.tables.size(); ++i) by_group[m_diagram.tables[i].group].push_back(i);
        std::size_t number = 0;
        for (auto const &[group, tables] : by_group) {
            bool const boxed = !group.empty() && by_group.size() > 1 && m_engine == Engine::layered;
            if (boxed) begin_cluster(group, ++number);
            for (auto const table : tables) write_table(table);
            if (boxed) m_out += "    }\n";
        }
        for (auto const &edge : m_diagram.edges) write_edge(edge);
        return m_out + "}\n";
    }

private:
    void write_attributes(std::string const &background) {
        auto const caption = html(one_line(m_diagram.title, k_name_width));
        m_out +=
            m_engine == Engine::layered
                ? "    graph [rankdir=RL, nodesep=0.3, ranksep=0.8, pack=24, packmode=\"graph\""
                : "    graph [layout=sfdp, overlap=prism, start=1, sep=\"+16\", splines=line, outputorder=edgesfirst";
        m_out += fmt::format(", pad=0.25, bgcolor={}, charset=\"UTF-8\", fontname=\"Helvetica\", fontsize=12, "
                             "fontcolor=\"{}\", labelloc=t, labeljust=l, label=<{}>];\n",
                             quoted(background), k_caption, caption.empty() ? " " : caption);
        m_out += fmt::format("    node [shape=plain, fontname=\"Helvetica\", fontsize=11, fontcolor=\"{}\"];\n",
                             k_text.light);
        m_out += fmt::format("    edge [dir=both, arrowsize=0.8, color=\"{}\", fontname=\"Helvetica\", fontsize=10, "
                             "fontcolor=\"{}\"];\n",
                             k_declared.light, k_caption);
    }

    void begin_cluster(std::string const &group, std::size_t number) {
        m_out += fmt::format("    subgraph cluster_{} {{\n        graph [style=\"rounded,dashed\", color=\"{}\", "
                             "margin=14, label=<{}>];\n",
                             number, k_frame, html(one_line(group, k_name_width)));
    }

    std::string caption(Table const &table) const {
        return one_line(m_several_schemas ? full_name(table) : table.ref.name, k_name_width);
    }

    /// A thin row that both ends of a loop stand on. Loops at the side would lie under other tables.
    void write_loop_row(std::string_view color) {
        m_out += "<TR>";
        for (auto const *const port : {"a", "b"})
            m_out += fmt::format("<TD PORT=\"{}\" BGCOLOR=\"{}\" CELLPADDING=\"0\" HEIGHT=\"2\" WIDTH=\"24\"></TD>",
                                 port, color);
        m_out += "</TR>";
    }

    void write_table(std::size_t place) {
        auto const &table = m_diagram.tables[place];
        auto const head = table.outside ? k_outside : k_heads.at(m_colors.at(m_hues[place]));
        auto const frame = table.focus ? k_focus : k_frame;
        m_out += fmt::format("    {} [label=<<TABLE BORDER=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\" "
                             "COLOR=\"{}\" BGCOLOR=\"{}\">",
                             quoted(full_name(table)), table.focus ? 2 : 1, frame, k_body.light);
        if (m_loops.contains(place)) write_loop_row(head.light);
        auto const name = html(caption(table));
        m_out += fmt::format("<TR><TD PORT=\"h\" COLSPAN=\"2\" BGCOLOR=\"{}\" CELLPADDING=\"5\">{}</TD></TR>",
                             head.light, table.outside ? name : "<B>" + name + "</B>");
        for (std::size_t i = 0; i < std::min(table.columns.size(), k_rows); ++i) write_column(table.columns[i], i);
        auto const hidden = table.hidden + table.columns.size() - std::min(table.columns.size(), k_rows);
        auto note = table.note;
        if (note.empty() && hidden > 0 && !table.columns.empty())
            note = fmt::format("… {} more", base::group_digits(static_cast<std::int64_t>(hidden)));
        if (!note.empty()) {
            m_out += fmt::format(
                "<TR><TD COLSPAN=\"2\" ALIGN=\"LEFT\"><FONT COLOR=\"{}\" POINT-SIZE=\"10\">{}</FONT></TD></TR>",
                k_muted.light, html(one_line(note, k_name_width)));
        }
        m_out += "</TABLE>>";
        auto tip = full_name(table);
        if (!table.comment.empty()) tip += ": " + table.comment;
        m_out += ", tooltip=" + quoted(one_line(tip, k_tip_width));
        if (!table.link.empty()) m_out += ", URL=" + quoted(table.link);
        m_out += "];\n";
    }

    void write_column(Column const &column, std::size_t number) {
        auto const *const mark = column.primary && column.foreign ? "PK FK"
                                 : column.primary                 ? "PK"
                                 : column.foreign                 ? "FK"
                                                                  : "";
        auto const type = html(one_line(column.type, k_type_width)) + target_text(column);
        auto const name = html(one_line(column.name, k_name_width));
        m_out += fmt::format("<TR><TD PORT=\"l{}\" ALIGN=\"LEFT\">{}", number, name.empty() ? " " : name);
        if (*mark) m_out += fmt::format("<FONT COLOR=\"{}\" POINT-SIZE=\"8\">  {}</FONT>", k_muted.light, mark);
        m_out += fmt::format("</TD><TD PORT=\"r{}\" ALIGN=\"LEFT\"{}><FONT COLOR=\"{}\">{}</FONT></TD></TR>", number,
                             target_link(column), k_muted.light, type.empty() ? " " : type);
    }

    static std::string target_text(Column const &column) {
        return column.target.empty() ? std::string{} : " → " + html(one_line(column.target, k_name_width));
    }
    static std::string target_link(Column const &column) {
        if (column.target.empty() || column.link.empty()) return {};
        return fmt::format(" HREF=\"{}\" TOOLTIP=\"{}\"", html(column.link),
                           html(one_line(column.target, k_name_width)));
    }

    /// Where an edge ends: the row of its first column, on the side where the layers lead.
    std::string end(Table const &table, std::vector<std::string> const &columns, char const *side) const {
        auto name = quoted(full_name(table));
        if (m_engine == Engine::spread || columns.empty()) return name;
        if (table.outside) return fmt::format("{}:h:{}", name, side);
        auto const found = std::ranges::find(table.columns, columns.front(), &Column::name);
        auto const at = static_cast<std::size_t>(found - table.columns.begin());
        if (found == table.columns.end() || at >= k_rows) return name;
        return fmt::format("{}:{}{}:{}", name, *side == 'w' ? 'l' : 'r', at, side);
    }

    void write_edge(Edge const &edge) {
        auto const &from = m_diagram.tables[edge.from];
        auto const &to = m_diagram.tables[edge.to];
        auto const tip =
            one_line(fmt::format("{} ({}) → {} ({}), {}: {}", full_name(from), base::join(edge.from_columns, ", "),
                                 full_name(to), base::join(edge.to_columns, ", "), cardinality_name(edge.cardinality),
                                 edge.label),
                     k_tip_width);
        if (edge.count > 0) {
            m_out += fmt::format("    {} -> {} [dir=forward, penwidth={:.1f}, label=\"{}\", tooltip={}];\n",
                                 quoted(full_name(from)), quoted(full_name(to)),
                                 1 + std::min(4.0, static_cast<double>(edge.count) / 8), edge.count,
                                 quoted(one_line(edge.label, k_tip_width)));
            return;
        }
        bool const loop = m_loops.contains(edge.from) && edge.from == edge.to;
        auto const layer = m_layers[edge.from];
        m_out += fmt::format("    {} -> {} [arrowtail={}, arrowhead={}{}{}, color=\"{}\", tooltip={}];\n",
                             loop ? quoted(full_name(from)) + ":a:n" : end(from, edge.from_columns, "w"),
                             loop ? quoted(full_name(to)) + ":b:n" : end(to, edge.to_columns, "e"), from_end(edge),
                             to_end(edge), edge.status == Status::declared ? "" : ", style=dashed",
                             layer > 1 ? fmt::format(", minlen={}", layer) : "", color_of(edge.status), quoted(tip));
    }

    Diagram const &m_diagram;
    Engine m_engine;
    std::vector<std::size_t> m_layers; ///< from each table to what it refers to
    bool m_several_schemas = false;
    std::set<std::size_t> m_loops;               ///< tables that refer to themselves
    std::vector<std::string> m_hues;             ///< by table: those of the same have the same colour
    std::map<std::string, std::size_t> m_colors; ///< in the palette
    std::string m_out;
};

} // namespace

Engine engine_for(Diagram const &diagram) {
    return diagram.tables.size() <= k_layered_tables ? Engine::layered : Engine::spread;
}

std::string dot(Diagram const &diagram, Engine engine, std::string const &background) {
    return Writer{diagram, engine}.write(background);
}

} // namespace scribe::exporter::erd
