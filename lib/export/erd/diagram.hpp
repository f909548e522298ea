// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Entity relationship diagrams: what is drawn, whatever it is drawn with.
namespace scribe::exporter::erd {

struct Column {
    std::string name, type;
    bool primary = false; ///< of the primary key
    bool foreign = false; ///< of a foreign key or another relationship
    bool unique = false;  ///< alone: no two rows have the same value
    bool not_null = false;
    std::string target; ///< the table it refers to, where that is said in words and not drawn
    std::string link;   ///< where a click on the target leads
};

struct Table {
    model::Ref ref;
    std::string comment;
    std::vector<Column> columns; ///< those that are drawn
    std::size_t hidden = 0;      ///< columns that are not
    std::string group;           ///< what it is drawn together with; empty: nothing
    std::string link;            ///< where a click leads
    std::string note;            ///< a line more below the columns
    bool focus = false;          ///< asked for by name
    bool outside = false;        ///< drawn in full on another page
};

enum class Cardinality { many_to_one, one_to_one, many_to_many };
enum class Status { declared, observed, inferred, manual };

/// A relationship, from the table that refers to the one that is referred to.
struct Edge {
    std::size_t from = 0, to = 0; ///< places in Diagram::tables
    std::vector<std::string> from_columns, to_columns;
    Cardinality cardinality = Cardinality::many_to_one;
    bool optional = false;  ///< a row may refer to nothing
    bool mandatory = false; ///< each row is referred to at least once
    Status status = Status::declared;
    std::string label;     ///< for a person: constraint or columns
    std::size_t count = 0; ///< overviews: so many relationships in one; 0 for a single one
};

struct Diagram {
    std::string title;
    std::vector<Table> tables; ///< by schema and name
    std::vector<Edge> edges;
    bool overview = false; ///< its tables stand for pages, their columns for the tables of a page
};

/// "N:1", "1:1", "N:M"
std::string_view cardinality_name(Cardinality cardinality);

/// Short names that all diagram languages take, one a table and no two alike: the table's own where it is plain.
std::vector<std::string> identifiers(Diagram const &diagram);

/// The line from the referring table to the other one as Mermaid and PlantUML draw it, with a crow's foot at each end
/// that counts: "}o--||". Dots are how they dash a line: a relationship that is not declared.
std::string crows_foot(Edge const &edge);

/// Text on one line between quotes; quotes in it, backslashes and the characters of `special` behind a backslash.
std::string quoted(std::string_view raw, char quote, std::string_view special = {});

/// schema.name as people write it, on one line.
std::string full_name(Table const &table);

} // namespace scribe::exporter::erd
