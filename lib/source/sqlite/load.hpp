// SPDX-License-Identifier: MIT
#pragma once

#include "source/sqlite/connection.hpp"
#include "source/sqlite/relation.hpp"

namespace scribe::source::sqlite {

/// Up to this size of the file every page is read once for exact row counts and sizes (about 0.1 s); a larger one only
/// when the user asks for it.
inline constexpr std::int64_t k_cheap_bytes = 64LL << 20;

/// What the file says of itself.
struct Facts {
    std::string encoding;
    std::int64_t bytes = 0;
    bool analyzed = false;    ///< has the sqlite_stat1 table of ANALYZE
    bool can_measure = false; ///< this build of SQLite has dbstat
};
Facts load_facts(Connection &connection);

/// Reads the whole structure in a fixed number of queries. `repaired` counts the names that were no valid UTF-8.
Relations load_relations(Connection &connection, std::size_t &repaired);

/// Fills in rows from the statistics of ANALYZE.
void load_row_estimates(Connection &connection, Relations &relations);

/// Fills in exact rows and sizes by reading the whole file once.
void load_sizes(Connection &connection, Relations &relations);

} // namespace scribe::source::sqlite
