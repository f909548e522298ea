// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"

#include <string>
#include <vector>

namespace scribe::source::postgres {

/// The statements of this database that pg_stat_statements counted, the most frequent first, without their constants:
/// up to 2,000 and 8 MB, none longer than 64 kB. Nothing where the extension is missing, this role may not read it, or
/// the server cannot give texts.
/// Throws pg::Error.
std::vector<std::string> recorded_statements(pg::Connection &connection);

} // namespace scribe::source::postgres
