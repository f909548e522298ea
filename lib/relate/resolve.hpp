// SPDX-License-Identifier: MIT
#pragma once

#include "relate/composite.hpp"
#include "relate/polymorphic.hpp"

namespace scribe::relate {

/// What is left when columns and tables were judged against each other.
struct Chosen {
    std::vector<Candidate> singles; ///< near misses among them: below 0.5
    std::vector<CompositeCandidate> composites;
};

/// One parent a column, the most probable, and none for the column of a polymorphic pair; what a key of several columns
/// says already is not said again of its parts; what follows from two others is left out; two keys never refer to each
/// other. What a foreign key declares is left out too.
Chosen resolve(Facts const &facts, std::vector<Candidate> const &singles,
               std::vector<CompositeCandidate> const &composites, std::vector<PolymorphicCandidate> const &polymorphic);

/// Where a key refers to another table's key (an employee is a person), a column of that name may refer to the person
/// or to the employee, who says the person too. Such parents exclude each other: their scores are one sum, which goes
/// to the table with the fewest rows that all values lie in, where that is hardly chance: (rows / rows of the best
/// one)^values is below one in a thousand; else to the best one. `candidates` are scored and sorted by child.
void prefer_nearest(Facts const &facts, std::vector<Candidate> &candidates);

} // namespace scribe::relate
