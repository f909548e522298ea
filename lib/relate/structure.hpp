// SPDX-License-Identifier: MIT
#pragma once

#include "model/reader.hpp"
#include "relate/facts.hpp"

namespace scribe::relate {

/// What the structure of a source says: its tables (partitions left out), columns and keys. Profiles and joins are not
/// in it yet.
Facts read_structure(model::ModelReader &reader);

} // namespace scribe::relate
