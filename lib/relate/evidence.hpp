// SPDX-License-Identifier: MIT
#pragma once

#include "relate/composite.hpp"
#include "relate/polymorphic.hpp"

namespace scribe::relate {

/// The relationship with its cardinality and the evidence in words.
model::Relationship describe(Facts const &facts, Candidate const &candidate);
model::Relationship describe(Facts const &facts, CompositeCandidate const &candidate);
model::Relationship describe(Facts const &facts, PolymorphicCandidate const &candidate);
model::Relationship describe(Facts const &facts, std::size_t table, ForeignKey const &key);

} // namespace scribe::relate
