// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "model/relationship.hpp"

#include <string>
#include <vector>

// What the keys of a table tell of its rows.
namespace scribe::model {

/// The columns of each primary key, unique constraint and unique index without condition or expression of a table: no
/// two rows have the same values in all columns of one.
std::vector<std::vector<std::string>> unique_keys(std::vector<Constraint> const &constraints,
                                                  std::vector<Index> const &indexes);

/// True when no two rows have the same values in `columns`: a key stands on all or some of them.
bool is_unique_key(std::vector<std::string> const &columns, std::vector<std::vector<std::string>> const &keys);
bool is_unique_key(std::vector<std::string> const &columns, std::vector<Constraint> const &constraints,
                   std::vector<Index> const &indexes);

/// A foreign key as the relationship that it declares.
Relationship declared_relationship(Constraint const &foreign_key);

/// Two tables that a junction table links: a row of each may have many of the other.
struct ManyToMany {
    RelationshipEnd left, right;                ///< the keys of the two, by name; one table may be both
    Ref through;                                ///< the junction table
    std::vector<std::string> to_left, to_right; ///< its columns that refer to them
    double confidence = 1;                      ///< of the less sure of its two relationships; 1: both declared
    bool operator==(ManyToMany const &) const = default;
};

/// What a table links: the pairs of its relationships whose columns together are one of its `keys` while none of the
/// two is unique by itself. Sorted, each pair once. `references` are the relationships from this table, declared or
/// not.
std::vector<ManyToMany> linked_tables(std::vector<std::vector<std::string>> const &keys,
                                      std::vector<Relationship> const &references);

} // namespace scribe::model
