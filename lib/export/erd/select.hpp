// SPDX-License-Identifier: MIT
#pragma once

#include "export/erd/diagram.hpp"
#include "model/filter.hpp"

#include <optional>

namespace scribe::exporter::erd {

enum class Columns { all, keys, none };
enum class Grouping { none, schema, prefix, community };
enum class Show { all, declared, inferred };

/// What of a database is drawn.
struct Selection {
    std::optional<model::RefPattern> focus;
    int distance = 1; ///< how many relationships away from the focus
    Columns columns = Columns::keys;
    Grouping group_by = Grouping::none;
    Show show = Show::all;
};

/// The diagram of these tables, given by their places, in that order, with the relationships between them.
Diagram part_of(Diagram const &diagram, std::vector<std::size_t> const &tables);

/// Takes out of the diagram what is not asked for and says what belongs together. Throws base::Error(usage), with the
/// nearest name, when there is no table to focus on.
void select(Diagram &diagram, Selection const &selection);

/// The group of each table: its schema, the first word of its name where others share it, or a number for a community
/// of tables that refer to each other more than to others.
std::vector<std::string> groups(Diagram const &diagram, Grouping grouping);

} // namespace scribe::exporter::erd
