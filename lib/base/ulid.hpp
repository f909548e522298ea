// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace scribe::base {

/// A new ULID (github.com/ulid/spec): 48 bits of milliseconds since 1970 and 80 random bits as 26
/// characters of Crockford's base 32. Later ones of one process sort after earlier ones.
std::string new_ulid();

} // namespace scribe::base
