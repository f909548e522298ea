// SPDX-License-Identifier: MIT
#pragma once

#include "relate/candidates.hpp"

namespace scribe::relate {

/// A column that refers to one table or another, as the value of another column says: owner_type and owner_id.
struct PolymorphicCandidate {
    std::size_t table = 0, column = 0;
    std::size_t type_column = 0;
    std::string type_value;
    std::size_t parent = 0, parent_column = 0;
    std::size_t named = 0, values = 0; ///< values of the type column that name tables, of all that it has
    DataEvidence data;
    double score = 0;
};

/// Pairs of columns of which one names tables by its values. Needs a profile: without values nothing is known.
std::vector<PolymorphicCandidate> find_polymorphic(Facts const &facts, Names const &names,
                                                   std::vector<Target> const &targets);

/// Scores them by how many of the values name tables, and by the values of the referring column.
void score(std::vector<PolymorphicCandidate> &candidates);

} // namespace scribe::relate
