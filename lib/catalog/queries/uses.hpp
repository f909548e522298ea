// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/queries/queries.hpp"
#include "catalog/store.hpp"

#include <cstdint>
#include <vector>

// Which tables and columns queries use.
namespace scribe::catalog {

/// A table, view or column that a query uses.
struct QueryUse {
    std::int64_t object = 0; ///< its id
    bool is_written = false;
    auto operator<=>(QueryUse const &) const = default;
};

/// The newest scan of a source; 0 when there was none.
std::int64_t newest_scan(Store &store, std::int64_t source_id);

/// The queries that were not linked to the tables of that scan yet. Those that ran in other databases only are linked
/// to none.
std::vector<QueryRow> queries_to_link(Store &store, std::int64_t source_id, std::int64_t scan);

/// Stores what a query uses, in place of what was known, in the transaction that the caller has open.
void set_uses(Store &store, std::int64_t query, std::int64_t scan, std::vector<QueryUse> const &uses);

/// A query that uses an object.
struct UsingQuery {
    std::int64_t id = 0;
    std::string kind, text;
    bool is_written = false;
    double calls = 0, total_ms = 0; ///< as counters had them at most
};

/// The queries of applications that use the object, those that took the most time first.
std::vector<UsingQuery> queries_using(Store &store, std::int64_t object);

/// The ids of the queries that use any of the objects.
std::vector<std::int64_t> query_ids_using(Store &store, std::vector<std::int64_t> const &objects);

} // namespace scribe::catalog
