// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"
#include "source/source.hpp"

#include <set>
#include <string>
#include <vector>

namespace scribe::source::postgres {

/// What stands between this role and pg_stat_statements.
struct StatementsState {
    std::string schema;                ///< that the extension is in; empty when it is not installed here
    std::set<std::string> columns;     ///< of its view, as "pg_stat_statements.calls"; and of pg_stat_statements_info
    std::vector<MissingRight> lacking; ///< empty: it can be read
};

/// Asks the server, in one statement. Throws pg::Error.
StatementsState statements_state(pg::Connection &connection);

/// True when the server failed for a text that has bytes or characters which the database's encoding has not: those of
/// statements of other databases, all of which it reads whichever are asked for.
bool cannot_convert(pg::Error const &error);

} // namespace scribe::source::postgres
