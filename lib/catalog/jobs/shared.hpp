// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/jobs.hpp"

// Shared by the files of this folder, not part of its surface.
namespace scribe::catalog {

/// Milliseconds since 1970: what leases are measured in.
std::int64_t now_ms();

/// The items of part `shard` of `shards`, by state.
ItemCounts count_items(sqlite::Db &db, std::string const &job, std::int64_t shard, std::int64_t shards);

} // namespace scribe::catalog
