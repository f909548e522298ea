// SPDX-License-Identifier: MIT
#pragma once

#include "describe/evidence.hpp"

#include <cstdint>

// What texts stand on, as a number: where it is another than before, they have to be looked at again. Figures that move
// with every row, as ranges and shares, are no part of it.
namespace scribe::describe {

/// Of the table itself: what columns it has, its keys, what it refers to and reads. Never 0.
std::int64_t basis_of(TableEvidence const &table);

/// Of one of its columns: type, default, checks, what it refers to, labels, and values where they are a short list that
/// may be shown. Never 0.
std::int64_t basis_of(TableEvidence const &table, ColumnEvidence const &column);

} // namespace scribe::describe
