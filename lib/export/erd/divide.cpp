// SPDX-License-Identifier: MIT
#include "export/erd/communities.hpp"
#include "export/erd/split.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace scribe::exporter::erd {

namespace {

constexpr std::size_t k_most = 50;  ///< tables of a page
constexpr std::size_t k_small = 12; ///< a community of fewer joins another one where there is room
constexpr double k_highest_resolution = 16;

using Places = std::vector<std::size_t>;

std::vector<Places> by_number(Places const &tables, std::vector<std::size_t> const &numbers) {
    std::map<std::size_t, Places> groups;
    for (std::size_t i = 0; i < tables.size(); ++i) groups[numbers[i]].push_back(tables[i]);
    std::vector<Places> list;
    for (auto &[number, places] : groups) list.push_back(std::move(places));
    return list;
}

class Division {
public:
    explicit Division(Diagram const &diagram) : m_diagram(diagram), m_page(diagram.tables.size()) {}

    std::vector<Places> by_community() {
        Places linked, alone;
        std::vector<bool> has_edge(m_diagram.tables.size());
        for (auto const &edge : m_diagram.edges) {
            if (edge.from != edge.to) has_edge[edge.from] = has_edge[edge.to] = true;
        }
        for (std::size_t i = 0; i < has_edge.size(); ++i) (has_edge[i] ? linked : alone).push_back(i);
        add(linked, 1);
        join_small();
        add_chunks(alone);
        return std::move(m_pages);
    }

    std::vector<Places> by_name(Grouping grouping) {
        auto const names = groups(m_diagram, grouping);
        std::map<std::string, Places> by_name;
        for (std::size_t i = 0; i < names.size(); ++i) by_name[names[i]].push_back(i);
        for (auto const &[name, tables] : by_name) {
            if (tables.size() <= k_most) m_pages.push_back(tables);
            else divide_group(tables);
        }
        return std::move(m_pages);
    }

private:
    /// What is too large for a page is divided by what is linked in it.
    void divide_group(Places const &tables) {
        auto const part = part_of(m_diagram, tables);
        for (auto &page : Division{part}.by_community()) {
            for (auto &place : page) place = tables[place];
            m_pages.push_back(std::move(page));
        }
    }

    /// Pages of these tables, of each community one; what is too large for a page is divided again, more finely.
    void add(Places const &tables, double resolution) {
        if (tables.empty()) return;
        if (resolution > k_highest_resolution) return add_chunks(tables);
        auto const parts = by_number(tables, communities_of(tables, resolution));
        for (auto const &part : parts) {
            if (part.size() <= k_most) m_pages.push_back(part);
            else add(part, parts.size() == 1 ? resolution * 2 : resolution);
        }
    }

    void add_chunks(Places const &tables) {
        for (std::size_t at = 0; at < tables.size(); at += k_most) {
            auto const first = tables.begin() + static_cast<std::ptrdiff_t>(at);
            m_pages.emplace_back(first, first + static_cast<std::ptrdiff_t>(std::min(k_most, tables.size() - at)));
        }
    }

    std::vector<std::size_t> communities_of(Places const &tables, double resolution) const {
        std::vector<std::size_t> place(m_diagram.tables.size(), tables.size());
        for (std::size_t i = 0; i < tables.size(); ++i) place[tables[i]] = i;
        std::vector<Link> links;
        for (auto const &edge : m_diagram.edges) {
            if (place[edge.from] < tables.size() && place[edge.to] < tables.size())
                links.push_back({place[edge.from], place[edge.to]});
        }
        return communities(tables.size(), links, resolution);
    }

    /// The smallest pages go to those that they have most relationships with, as far as there is room; what is left of
    /// them shares pages.
    void join_small() {
        auto order = [this] {
            Places list(m_pages.size());
            std::iota(list.begin(), list.end(), std::size_t{0});
            std::ranges::stable_sort(list, {}, [this](std::size_t page) { return m_pages[page].size(); });
            return list;
        }();
        for (std::size_t page = 0; page < m_pages.size(); ++page) {
            for (auto const table : m_pages[page]) m_page[table] = page;
        }
        for (auto const page : order) {
            if (m_pages[page].size() >= k_small) continue;
            auto const best = best_neighbour(page);
            if (best == m_pages.size()) continue;
            for (auto const table : m_pages[page]) m_page[table] = best;
            m_pages[best].insert(m_pages[best].end(), m_pages[page].begin(), m_pages[page].end());
            m_pages[page].clear();
        }
        Places rest;
        for (auto &page : m_pages) {
            if (page.size() >= k_small) continue;
            if (rest.size() + page.size() > k_most) m_shared.push_back(std::exchange(rest, {}));
            rest.insert(rest.end(), page.begin(), page.end());
            page.clear();
        }
        if (!rest.empty()) m_shared.push_back(std::move(rest));
        std::erase_if(m_pages, [](Places const &page) { return page.empty(); });
        m_pages.insert(m_pages.end(), m_shared.begin(), m_shared.end());
        for (auto &page : m_pages) std::ranges::sort(page);
    }

    std::size_t best_neighbour(std::size_t page) const {
        std::vector<std::size_t> links(m_pages.size());
        for (auto const &edge : m_diagram.edges) {
            auto const from = m_page[edge.from];
            auto const to = m_page[edge.to];
            if (from == page && to != page) ++links[to];
            if (to == page && from != page) ++links[from];
        }
        auto best = m_pages.size();
        for (std::size_t other = 0; other < links.size(); ++other) {
            if (links[other] == 0 || m_pages[other].size() + m_pages[page].size() > k_most) continue;
            if (best == m_pages.size() || links[other] > links[best]) best = other;
        }
        return best;
    }

    Diagram const &m_diagram;
    std::vector<std::size_t> m_page; ///< of each table that is linked
    std::vector<Places> m_pages, m_shared;
};

} // namespace

std::vector<std::vector<std::size_t>> divide(Diagram const &diagram, Grouping grouping) {
    bool const named = grouping == Grouping::schema || grouping == Grouping::prefix;
    return named ? Division{diagram}.by_name(grouping) : Division{diagram}.by_community();
}

} // namespace scribe::exporter::erd
