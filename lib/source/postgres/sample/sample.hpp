// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"
#include "source/sample.hpp"

namespace scribe::source::postgres {

/// Reads a small relation whole and of a large one a uniform sample, in a few statements, each a transaction of its
/// own. Of a partitioned table each partition gives rows in proportion to its estimated number of rows.
/// Throws base::Error(source_query | source_connect | interrupted).
SampleReport sample_relation(pg::Connection &connection, SampleRequest const &request, SampleReceiver &receiver);

/// What pg_stats and the system catalog know of a relation. Throws as sample_relation does.
StatisticsReport relation_statistics(pg::Connection &connection, SampleRequest const &request);

} // namespace scribe::source::postgres
