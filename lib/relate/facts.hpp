// SPDX-License-Identifier: MIT
#pragma once

#include "model/relationship.hpp"
#include "model/sample.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What relate knows of a database before it compares: structure, and where it was profiled figures and sketches. No
// value of the database is in it.
namespace scribe::relate {

/// The smallest keyed hashes of a column's values, ascending (a bottom-k sketch).
struct Sketch {
    std::vector<std::uint64_t> hashes;
    bool complete = false; ///< of all values, and there are no more of them
    bool whole = false;    ///< all rows were read, so these are the smallest hashes that there are
    bool empty() const { return hashes.empty(); }
};

struct Column {
    std::string name;
    std::string type; ///< as the catalog has it
    model::ValueClass value_class = model::ValueClass::text;
    model::ValueClass element_class = model::ValueClass::text; ///< of arrays
    bool not_null = false;
    bool generated_key = false; ///< it counts up by itself: identity, serial, a default that makes a UUID
    bool indexed = false;       ///< first column of an index
    bool labels = false;        ///< its type lists its values (enum)

    // From a profile; what is below is unknown without one.
    bool profiled = false;
    bool exact = false; ///< all rows were read
    double null_share = 0;
    double distinct = 0;
    double uniqueness = 0;          ///< distinct / values that are not null
    std::optional<double> min, max; ///< of numbers
    double mean_length = 0;         ///< of text
    std::string role;               ///< as model::ColumnProfile
    /// Values of a column that may name tables: what a polymorphic pair's type column holds.
    std::vector<std::string> values;
    Sketch sketch;
};

/// Columns that are unique together, by their place in the table.
struct Key {
    std::vector<std::size_t> columns;
    bool primary = false;
    bool declared = true; ///< else the profile, or only the names, say so
};

struct ForeignKey {
    std::string name;
    std::vector<std::size_t> columns;
    std::size_t table = 0; ///< the parent
    std::vector<std::size_t> parent_columns;
};

struct Table {
    std::string schema, name;
    double rows = -1; ///< below 0: unknown
    std::vector<Column> columns;
    std::vector<Key> keys; ///< the primary key first
    std::vector<ForeignKey> foreign_keys;
    std::vector<std::pair<std::string, std::string>>
        inherits;           ///< schema and name of the tables whose rows its rows are
    bool has_heirs = false; ///< tables inherit from it: what it gives are their rows, too
};

/// Two columns that a statement compares for equality, as places.
struct ObservedJoin {
    std::size_t left_table = 0, right_table = 0;
    std::vector<std::size_t> left, right; ///< columns, pair by pair
    std::string where;                    ///< "view sales.v_orders"
};

/// What a person said is no relationship, as places.
struct Rejected {
    std::size_t table = 0, parent = 0;
    std::vector<std::size_t> columns, parent_columns; ///< pair by pair
    std::string type_value;                           ///< of a polymorphic pair; else empty
    auto operator<=>(Rejected const &) const = default;
};

/// A database. Partitions are not in it: their root is.
struct Facts {
    std::vector<Table> tables;
    std::vector<ObservedJoin> joins;
    std::vector<Rejected> rejected;
};

/// How many distinct values of the child were looked up in the parent, and how many were not found.
struct Probe {
    std::int64_t tested = 0, missed = 0;
    std::int64_t rows = 0, rows_missed = 0; ///< rows of the child that were looked at, and those whose value is missing
    bool complete = false;                  ///< these are all rows, and all their values were looked up
    model::FanOut fan_out;                  ///< 0 where it is not known
    /// The share of the rows that refer to nothing; of the values where rows are not known.
    double missed_share() const {
        auto const [part, whole] = rows > 0 ? std::pair{rows_missed, rows} : std::pair{missed, tested};
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    }
};

} // namespace scribe::relate
