// SPDX-License-Identifier: MIT
#include "export/erd/select.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "export/erd/communities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace scribe::exporter::erd {

namespace {

constexpr std::size_t k_nowhere = std::numeric_limits<std::size_t>::max();
constexpr std::size_t k_prefix_tables = 3; ///< that share a first word, for it to be a group

model::Record record_of(Table const &table) {
    model::Record record;
    record.kind = model::Kind::table;
    record.schema = table.ref.schema;
    record.name = table.ref.name;
    return record;
}

std::vector<std::size_t> find_focus(Diagram const &diagram, model::RefPattern const &pattern) {
    auto folded = pattern;
    for (auto &part : folded.parts) part = base::fold_case(part);
    std::vector<std::size_t> exact, any_case;
    for (std::size_t i = 0; i < diagram.tables.size(); ++i) {
        auto record = record_of(diagram.tables[i]);
        if (pattern.matches(record)) exact.push_back(i);
        record.schema = base::fold_case(record.schema);
        record.name = base::fold_case(record.name);
        if (folded.matches(record)) any_case.push_back(i);
    }
    if (!exact.empty() || !any_case.empty()) return exact.empty() ? any_case : exact;
    std::vector<std::string> names;
    for (auto const &table : diagram.tables)
        names.push_back(pattern.parts.size() == 1 ? table.ref.name : full_name(table));
    auto const asked = base::join(pattern.parts, ".");
    auto const near = base::nearest(asked, names);
    throw base::Error(base::ExitCode::usage, fmt::format("no table \"{}\" to focus on", base::single_line(asked)),
                      near ? fmt::format("did you mean {}?", base::single_line(*near))
                           : "scribe list --type table shows the tables");
}

/// The tables at most so many relationships away, by place.
std::vector<std::size_t> around(Diagram const &diagram, std::vector<std::size_t> const &centres, int distance) {
    std::vector<std::vector<std::size_t>> neighbours(diagram.tables.size());
    for (auto const &edge : diagram.edges) {
        neighbours[edge.from].push_back(edge.to);
        neighbours[edge.to].push_back(edge.from);
    }
    std::vector<bool> reached(diagram.tables.size());
    for (auto const centre : centres) reached[centre] = true;
    auto border = centres;
    for (int step = 0; step < distance && !border.empty(); ++step) {
        std::vector<std::size_t> next;
        for (auto const at : border) {
            for (auto const other : neighbours[at]) {
                if (reached[other]) continue;
                reached[other] = true;
                next.push_back(other);
            }
        }
        border = std::move(next);
    }
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        if (reached[i]) kept.push_back(i);
    }
    return kept;
}

void keep_shown(Diagram &diagram, Show show) {
    if (show == Show::all) return;
    std::erase_if(diagram.edges,
                  [show](Edge const &edge) { return (edge.status == Status::declared) != (show == Show::declared); });
}

/// A column that a relationship leaves is a foreign key, declared or not.
void mark_foreign(Diagram &diagram) {
    for (auto const &edge : diagram.edges) {
        for (auto &column : diagram.tables[edge.from].columns)
            column.foreign =
                column.foreign || std::ranges::find(edge.from_columns, column.name) != edge.from_columns.end();
    }
}

void keep_columns(Diagram &diagram, Columns columns) {
    if (columns == Columns::all) return;
    std::vector<std::vector<std::string const *>> referenced(diagram.tables.size());
    for (auto const &edge : diagram.edges) {
        for (auto const &name : edge.to_columns) referenced[edge.to].push_back(&name);
    }
    for (std::size_t i = 0; i < diagram.tables.size(); ++i) {
        auto &table = diagram.tables[i];
        table.hidden = std::erase_if(table.columns, [&](Column const &column) {
            if (columns == Columns::none) return true;
            return !column.primary && !column.foreign &&
                   std::ranges::none_of(referenced[i], [&](auto const *name) { return *name == column.name; });
        });
    }
}

/// Without columns, relationships between the same tables that look alike are one.
void join_edges(Diagram &diagram) {
    std::map<std::tuple<std::size_t, std::size_t, Cardinality, bool, bool, bool>, std::size_t> seen;
    std::vector<Edge> joined;
    for (auto &edge : diagram.edges) {
        auto const [found, is_new] = seen.try_emplace(
            {edge.from, edge.to, edge.cardinality, edge.optional, edge.mandatory, edge.status == Status::declared},
            joined.size());
        if (is_new) joined.push_back(std::move(edge));
        else joined[found->second].label += "; " + edge.label;
    }
    diagram.edges = std::move(joined);
}

std::vector<std::string> prefixes(Diagram const &diagram) {
    std::vector<std::string> groups;
    std::map<std::string, std::size_t> counts;
    for (auto const &table : diagram.tables) {
        auto const words = base::split_words(table.ref.name);
        groups.push_back(words.empty() ? std::string{} : words.front().folded);
        ++counts[groups.back()];
    }
    for (auto &group : groups) {
        if (counts[group] < k_prefix_tables) group.clear();
    }
    return groups;
}

std::vector<std::string> community_names(Diagram const &diagram) {
    std::vector<Link> links;
    for (auto const &edge : diagram.edges) links.push_back({edge.from, edge.to});
    auto const found = communities(diagram.tables.size(), links);
    std::vector<std::size_t> degree(diagram.tables.size());
    std::map<std::size_t, std::size_t> centres, sizes;
    for (auto const &edge : diagram.edges) {
        ++degree[edge.from];
        ++degree[edge.to];
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const [centre, is_new] = centres.try_emplace(found[i], i);
        if (!is_new && degree[i] > degree[centre->second]) centre->second = i;
        ++sizes[found[i]];
    }
    std::vector<std::string> groups;
    for (auto const community : found)
        groups.push_back(sizes[community] > 1 ? full_name(diagram.tables[centres[community]]) : std::string{});
    return groups;
}

} // namespace

Diagram part_of(Diagram const &diagram, std::vector<std::size_t> const &tables) {
    Diagram part{diagram.title, {}, {}, diagram.overview};
    std::vector<std::size_t> place(diagram.tables.size(), k_nowhere);
    for (auto const table : tables) {
        place[table] = part.tables.size();
        part.tables.push_back(diagram.tables[table]);
    }
    for (auto const &edge : diagram.edges) {
        if (place[edge.from] == k_nowhere || place[edge.to] == k_nowhere) continue;
        part.edges.push_back(edge);
        part.edges.back().from = place[edge.from];
        part.edges.back().to = place[edge.to];
    }
    return part;
}

std::vector<std::string> groups(Diagram const &diagram, Grouping grouping) {
    switch (grouping) {
    case Grouping::prefix: return prefixes(diagram);
    case Grouping::community: return community_names(diagram);
    case Grouping::schema:
    case Grouping::none: break;
    }
    std::vector<std::string> list;
    for (auto const &table : diagram.tables)
        list.push_back(grouping == Grouping::schema ? table.ref.schema : std::string{});
    return list;
}

void select(Diagram &diagram, Selection const &selection) {
    keep_shown(diagram, selection.show);
    mark_foreign(diagram); // before the other table is out of sight
    if (selection.focus) {
        auto const centres = find_focus(diagram, *selection.focus);
        for (auto const centre : centres) diagram.tables[centre].focus = true;
        diagram = part_of(diagram, around(diagram, centres, selection.distance));
    }
    keep_columns(diagram, selection.columns);
    if (selection.columns == Columns::none) join_edges(diagram);
    auto const names = groups(diagram, selection.group_by);
    for (std::size_t i = 0; i < names.size(); ++i) diagram.tables[i].group = names[i];
}

} // namespace scribe::exporter::erd
