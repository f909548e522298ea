// SPDX-License-Identifier: MIT
#pragma once

#include "source/sample.hpp"
#include "source/sqlite/connection.hpp"

namespace scribe::source::sqlite {

/// Reads a small table whole and of a large one the rows of random rowids; where there is no rowid, or most rowids are
/// not in use, all rows are passed and some of them read. Throws base::Error(source_query | interrupted).
SampleReport sample_relation(Connection &connection, SampleRequest const &request, SampleReceiver &receiver);

} // namespace scribe::source::sqlite
