// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Values that calls had, by a log: kept only where the user asks for it, of the newest log, in the body of its
// snapshot.
namespace scribe::catalog {

/// The values of the slowest calls of a query, the slowest first, one a parameter, nothing for NULL.
std::vector<std::vector<std::optional<std::string>>> logged_values(Store &store, std::int64_t query);

/// The queries of a source that values are kept of.
std::vector<std::int64_t> queries_with_values(Store &store, std::int64_t source_id);

/// Forgets the values of a query; in the transaction that the caller has open.
void forget_values_of(Store &store, std::int64_t query);

/// Forgets all values of a source, but those of the snapshot `but`; in the transaction that the caller has open.
void forget_logged_values(Store &store, std::int64_t source_id, std::int64_t but = 0);

/// Forgets all values of the source that a column belongs to; in the transaction that the caller has open.
void forget_logged_values_near(Store &store, std::int64_t column);

} // namespace scribe::catalog
