// SPDX-License-Identifier: MIT
#pragma once

#include "source/postgres/names.hpp"

#include <optional>
#include <string>
#include <vector>

// Definitions written by the client, byte for byte as the server's text functions print them under an empty search_path
// (pg_get_constraintdef and pg_get_indexdef), for those that hold no expression. Asking the server for each is what
// makes other tools slow.
namespace scribe::source::postgres {

/// Primary key, unique, foreign key and not null constraints. `references` is the other table's name.
std::string constraint_definition(model::Constraint const &constraint, Capabilities const &capabilities);

/// What an index definition needs besides the model: the operator class and collation of each key.
struct IndexFacts {
    Oid relation = 0;
    Oid method = 0;
    std::vector<std::int16_t> columns; ///< keys, then included columns; 0 is an expression
    std::vector<std::int16_t> options; ///< bit 0 descending, bit 1 nulls first
    std::vector<Oid> operator_classes;
    std::vector<Oid> collations;
};

/// Fills the keys' operator classes (when not the default) and collations (when not the column's). False when it is not
/// certain which operator class is the default for a column: then the server has to be asked for the definition.
bool fill_index_keys(model::Index &index, IndexFacts const &facts, Names const &names,
                     Capabilities const &capabilities);

/// The definition of an index on columns only. `keys` must be filled.
std::string index_definition(model::Index const &index, Capabilities const &capabilities);

} // namespace scribe::source::postgres
