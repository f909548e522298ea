// SPDX-License-Identifier: MIT
#include "export/erd/split.hpp"

#include "base/markdown.hpp"
#include "base/text.hpp"
#include "export/page_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace scribe::exporter::erd {

namespace {

constexpr std::size_t k_named = 6;            ///< tables that the overview names of each page
constexpr std::size_t k_drawn_references = 4; ///< more of them to a table of another page are told in words
constexpr std::size_t k_overview_edges = 3;   ///< strongest connections of each page, in either direction

std::string count_of(std::size_t number, std::string_view one) {
    return base::counted(static_cast<std::int64_t>(number), one);
}

class Splitting {
public:
    Splitting(Diagram const &diagram, Grouping grouping, std::string const &extension)
        : m_diagram(diagram), m_extension(extension), m_pages(divide(diagram, grouping)), m_page(diagram.tables.size()),
          m_degree(diagram.tables.size()) {
        for (std::size_t page = 0; page < m_pages.size(); ++page) {
            for (auto const table : m_pages[page]) m_page[table] = page;
        }
        for (auto const &edge : diagram.edges) {
            ++m_degree[edge.from];
            ++m_degree[edge.to];
        }
        name_pages();
    }

    std::vector<Page> run() {
        std::vector<Page> pages;
        pages.push_back({"overview", overview()});
        for (std::size_t page = 0; page < m_pages.size(); ++page) pages.push_back({m_stems[page], draw(page)});
        return pages;
    }

private:
    /// A page is called after its table with the most relationships: that changes least when tables come and go.
    void name_pages() {
        PageNames names{""};
        for (auto const &tables : m_pages) {
            auto const centre = *std::ranges::max_element(
                tables, [this](std::size_t a, std::size_t b) { return m_degree[a] < m_degree[b]; });
            m_centres.push_back(centre);
            names.add(m_diagram.tables[centre].ref);
        }
        names.settle();
        for (auto const centre : m_centres) {
            auto const path = *names.find(m_diagram.tables[centre].ref);
            m_stems.push_back(path.substr(0, path.rfind('.')));
        }
    }

    std::string link(std::size_t page) const { return base::markdown::link_target(m_stems[page] + m_extension); }

    /// The tables of a page, those of others that they refer to, and how often others refer to them.
    Diagram draw(std::size_t page) const {
        auto places = m_pages[page];
        std::map<std::size_t, std::size_t> outside;
        for (auto const &edge : m_diagram.edges) {
            if (m_page[edge.from] == page && m_page[edge.to] != page) ++outside[edge.to];
        }
        for (auto const &[table, count] : outside) {
            if (count <= k_drawn_references) places.push_back(table);
        }
        std::ranges::sort(places);
        auto drawn = part_of(m_diagram, places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto &table = drawn.tables[i];
            auto const home = m_page[places[i]];
            if (home == page) continue;
            table.outside = true;
            table.columns.clear();
            table.hidden = 0;
            table.group.clear();
            table.link = link(home);
        }
        std::erase_if(drawn.edges, [&drawn](Edge const &edge) { return drawn.tables[edge.from].outside; });
        for (auto const &edge : m_diagram.edges) {
            if (m_page[edge.from] != page || m_page[edge.to] == page || outside[edge.to] <= k_drawn_references)
                continue;
            auto const place = std::ranges::lower_bound(places, edge.from) - places.begin();
            say_target(drawn.tables[static_cast<std::size_t>(place)], edge);
        }
        note_others(drawn, places, page);
        drawn.title =
            fmt::format("{}: {} and {} around it", m_diagram.title, full_name(m_diagram.tables[m_centres[page]]),
                        count_of(m_pages[page].size() - 1, "table"));
        return drawn;
    }

    /// Lines to a table that nearly all refer to would hide the others: the column says where it leads.
    void say_target(Table &table, Edge const &edge) const {
        auto const &target = m_diagram.tables[edge.to].ref;
        auto const name = target.schema == table.ref.schema ? target.name : full_name(m_diagram.tables[edge.to]);
        auto const column = edge.from_columns.empty()
                                ? table.columns.end()
                                : std::ranges::find(table.columns, edge.from_columns.front(), &Column::name);
        if (column == table.columns.end()) {
            table.note += (table.note.empty() ? "→ " : ", ") + name;
            return;
        }
        column->target = name;
        column->link = link(m_page[edge.to]);
    }

    void note_others(Diagram &drawn, std::vector<std::size_t> const &places, std::size_t page) const {
        std::map<std::size_t, std::size_t> others;
        for (auto const &edge : m_diagram.edges) {
            if (m_page[edge.to] == page && m_page[edge.from] != page) ++others[edge.to];
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (others[places[i]] == 0) continue;
            auto &note = drawn.tables[i].note;
            note = fmt::format("← {} on other pages{}{}", others[places[i]], note.empty() ? "" : ", ", note);
        }
    }

    Diagram overview() const {
        Diagram drawn;
        drawn.overview = true;
        drawn.title = fmt::format("{}: {} on {}", m_diagram.title, count_of(m_diagram.tables.size(), "table"),
                                  count_of(m_pages.size(), "page"));
        for (std::size_t page = 0; page < m_pages.size(); ++page) drawn.tables.push_back(node(page));
        drawn.edges = connections();
        return drawn;
    }

    /// A page in the overview: its most connected tables.
    Table node(std::size_t page) const {
        auto tables = m_pages[page];
        std::ranges::stable_sort(tables, std::greater{}, [this](std::size_t table) { return m_degree[table]; });
        Table node;
        node.ref = m_diagram.tables[m_centres[page]].ref;
        node.link = link(page);
        for (std::size_t i = 1; i < std::min(tables.size(), k_named + 1); ++i)
            node.columns.emplace_back().name = m_diagram.tables[tables[i]].ref.name;
        if (tables.size() > k_named + 1) node.note = fmt::format("… {} more", tables.size() - k_named - 1);
        return node;
    }

    std::vector<Edge> connections() const {
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> counts;
        for (auto const &edge : m_diagram.edges) {
            if (m_page[edge.from] != m_page[edge.to]) ++counts[{m_page[edge.from], m_page[edge.to]}];
        }
        std::vector<Edge> all;
        for (auto const &[ends, count] : counts) {
            auto &edge = all.emplace_back();
            edge.from = ends.first;
            edge.to = ends.second;
            edge.count = count;
            edge.label = count_of(count, "relationship");
        }
        std::ranges::stable_sort(all, std::greater{}, &Edge::count);
        std::vector<std::size_t> drawn(m_pages.size());
        std::erase_if(all, [&drawn](Edge const &edge) {
            bool const kept = drawn[edge.from] < k_overview_edges || drawn[edge.to] < k_overview_edges;
            ++drawn[edge.from];
            ++drawn[edge.to];
            return !kept;
        });
        return all;
    }

    Diagram const &m_diagram;
    std::string m_extension;
    std::vector<std::vector<std::size_t>> m_pages;
    std::vector<std::size_t> m_page;    ///< of each table
    std::vector<std::size_t> m_degree;  ///< of each table
    std::vector<std::size_t> m_centres; ///< of each page
    std::vector<std::string> m_stems;
};

} // namespace

std::vector<Page> split(Diagram const &diagram, Grouping grouping, std::string const &extension) {
    return Splitting{diagram, grouping, extension}.run();
}

} // namespace scribe::exporter::erd
