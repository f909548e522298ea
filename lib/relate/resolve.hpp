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

} // namespace scribe::relate
