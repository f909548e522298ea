// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/script.hpp"

#include <vector>

namespace scribe::diff::ddl {

/// The steps by phase and, within one, as they came; but one that names what another makes comes after it, and what
/// others name goes after they went. Where steps need each other in a circle the first of it goes first.
std::vector<Step> sorted(std::vector<Step> steps, Names const &names);

} // namespace scribe::diff::ddl
