// SPDX-License-Identifier: MIT
#pragma once

#include "export/erd/diagram.hpp"

#include <string>
#include <utility>
#include <vector>

/// Diagrams for tests.
namespace scribe::test {

using exporter::erd::Diagram;

/// Adds a table with the columns id (its key) and those named; returns its place.
inline std::size_t add_table(Diagram &diagram, std::string name, std::vector<std::string> const &columns = {},
                             std::string schema = "public") {
    auto &table = diagram.tables.emplace_back();
    table.ref = {std::move(schema), std::move(name)};
    auto &id = table.columns.emplace_back();
    id.name = "id";
    id.type = "bigint";
    id.primary = id.unique = id.not_null = true;
    for (auto const &column : columns) {
        auto &added = table.columns.emplace_back();
        added.name = column;
        added.type = "numeric(12,2)";
    }
    return diagram.tables.size() - 1;
}

/// A reference to the key of the other table.
inline exporter::erd::Edge &refer(Diagram &diagram, std::size_t from, std::string column, std::size_t to) {
    auto &edge = diagram.edges.emplace_back();
    edge.from = from;
    edge.to = to;
    edge.label = column + "_fkey";
    edge.from_columns = {std::move(column)};
    edge.to_columns = {"id"};
    return edge;
}

/// `count` tables around a centre called `name`, all of which refer to it.
inline std::size_t add_star(Diagram &diagram, std::string const &name, std::size_t count,
                            std::string const &schema = "public") {
    auto const centre = add_table(diagram, name, {}, schema);
    for (std::size_t i = 0; i < count; ++i)
        refer(diagram, add_table(diagram, name + "_" + std::to_string(i), {"centre"}, schema), "centre", centre);
    return centre;
}

} // namespace scribe::test
