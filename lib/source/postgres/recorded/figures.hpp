// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"
#include "source/recorded.hpp"

namespace scribe::source::postgres {

/// The counters of pg_stat_statements, of this database or of all; what scribe looked up itself is left out.
/// Throws base::Error(source_query) with the exact remedy when they cannot be read.
RecordedReport recorded_figures(pg::Connection &connection, bool all_databases, RecordedReceiver &receiver);

} // namespace scribe::source::postgres
