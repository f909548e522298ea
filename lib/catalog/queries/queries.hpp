// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/code/query.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Statements that run on a source's server. Outside of undo: they are counted, not said.
namespace scribe::catalog {

/// The id of a query: a hash of the source's name and the fingerprint.
std::int64_t query_id(std::string_view source, std::string_view fingerprint);
/// As people write it: 16 hexadecimal digits.
std::string query_id_text(std::int64_t id);

/// Of a query q and its source s in SQL: it ran in other databases of the server only. Where a log or a dump names
/// none, it is taken for the source's.
inline constexpr std::string_view k_is_elsewhere =
    "(s.product = 'PostgreSQL' AND s.database <> '' AND EXISTS (SELECT 1 FROM query_entry e WHERE e.query_id = q.id) "
    "AND NOT EXISTS (SELECT 1 FROM query_entry e WHERE e.query_id = q.id AND (e.database_name IN ('', s.database) OR "
    "e.database_name = e.dbid)))";

struct QueryRow {
    std::int64_t id = 0;
    model::Query query;
    bool is_elsewhere = false; ///< it ran in other databases of the server only
};

/// Stores the query, when the catalog does not have it yet, in the transaction that the caller has open. Returns its
/// id.
std::int64_t put_query(Store &store, SourceRow const &source, model::Query const &query);

/// The query whose id or fingerprint begins with `word`. Throws base::Error(usage) when none or several do.
QueryRow find_query(Store &store, SourceRow const &source, std::string_view word);

/// Gives the queries of a source in the order of their ids.
void for_each_query(Store &store, std::int64_t source_id, std::function<void(QueryRow &&)> const &each);

/// Stores a plan of a query in the transaction that the caller has open: one that is known of this origin was seen
/// again. One for values that a user gave takes no place of another. Returns true for one that is new.
bool put_plan(Store &store, std::int64_t query, model::QueryPlan const &plan);
/// The queries of a source that have another plan since that time than before. Those for values that a user gave, whose
/// body has "values": "given", tell nothing of that.
std::vector<std::int64_t> queries_with_new_plan(Store &store, std::int64_t source_id, std::string_view since);
/// The plans of a query, the newest first.
std::vector<model::QueryPlan> plans_of(Store &store, std::int64_t query);

} // namespace scribe::catalog
