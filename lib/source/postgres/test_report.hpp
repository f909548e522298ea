// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"
#include "source/source.hpp"

namespace scribe::source::postgres {

/// What the connection's role may and may not do, and how quick the server answers; `info` stays empty.
/// A fixed number of queries. Throws pg::Error.
TestReport test_postgres(pg::Connection &connection);

/// How long the server takes to answer the shortest question. Throws pg::Error.
double round_trip_ms(pg::Connection &connection);

} // namespace scribe::source::postgres
