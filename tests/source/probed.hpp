// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

#include <string>

namespace scribe::conformance {

/// Looks up columns of a table visit in customer (keys 1 to 145) and checks what is said of orphans. Its 8,000 rows
/// have one orphan in 50: in column many each of another value, in one all of 100000; fits has none, and half NULL. Of
/// column even, which refers to shop (200 keys of 36 rows each), one in ten, two rows a value.
void check_orphans(source::Source &source, std::string const &schema);

} // namespace scribe::conformance
